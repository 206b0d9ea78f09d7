/** The Hooklane that is measured: a broker and a dispatcher in this JVM, and their records. */
@NullMarked
package dev.hooklane.bench.installation;

import org.jspecify.annotations.NullMarked;
