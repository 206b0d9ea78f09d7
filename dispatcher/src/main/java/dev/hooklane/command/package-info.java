/**
 * The program: {@code Main}, and a class for each command.
 *
 * <p>How a command is added:
 *
 * <ol>
 *   <li>A class with picocli's {@code @Command}: its name, a description in whole sentences, and a
 *       footer with an example. {@code HooklaneCommand} adds it to its group.
 *   <li>It asks the API through {@code ApiOptions}, and prints to the command's own writers. A list
 *       uses {@code ApiList}, which has {@code --json}.
 *   <li>It throws {@code CommandFailedException} with one line that says what is wrong; {@code
 *       ErrorLine} makes that an exit code, and keeps stack traces from people.
 *   <li>{@code docs/CLI.md} is made from it: {@code ./hooklane test -Dtest=CommandsPageTest
 *       -Dregenerate}.
 * </ol>
 */
@NullMarked
package dev.hooklane.command;

import org.jspecify.annotations.NullMarked;
