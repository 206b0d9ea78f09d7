/** The load of a trial: who publishes events, and the ledger of everything published. */
@NullMarked
package dev.hooklane.e2e.load;

import org.jspecify.annotations.NullMarked;
