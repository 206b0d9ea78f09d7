/** What operators are given, held to the code: files, access lists, a cluster that uses them. */
@NullMarked
package dev.hooklane.deploy;

import org.jspecify.annotations.NullMarked;
