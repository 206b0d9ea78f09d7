/** What {@code hooklane doctor} checks of an installation. */
@NullMarked
package dev.hooklane.command.doctor;

import org.jspecify.annotations.NullMarked;
