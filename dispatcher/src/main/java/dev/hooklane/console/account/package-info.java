/** Pages about accounts, for operators. */
@NullMarked
package dev.hooklane.console.account;

import org.jspecify.annotations.NullMarked;
