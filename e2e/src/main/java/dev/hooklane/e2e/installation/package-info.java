/** Three instances of the shipped jar with their brokers and a receiver, and their API. */
@NullMarked
package dev.hooklane.e2e.installation;

import org.jspecify.annotations.NullMarked;
