/** How many refused requests the audit trail takes, so that a stranger can't fill it. */
@NullMarked
package dev.hooklane.denied;

import org.jspecify.annotations.NullMarked;
