/**
 * The program: {@code Main}, and a class for each command.
 *
 * <p>To add a command:
 *
 * <ol>
 *   <li>Write a class with picocli's {@code @Command}: its name, a description in whole sentences,
 *       and a footer with an example. {@code HooklaneCommand} adds it to its group.
 *   <li>Call the API through {@code ApiOptions}, and print to the command's own writers. A list
 *       uses {@code ApiList} instead, which calls, prints and has {@code --json}; what does the
 *       same to several things uses {@code EachFormat}, and all else {@code JsonOption}.
 *   <li>Throw {@code CommandFailedException} with one line that says what is wrong. {@code
 *       ErrorLine} turns it into an exit code and hides stack traces from people.
 *   <li>Regenerate {@code docs/CLI.md}: {@code ./hooklane test -Dtest=CommandsPageTest
 *       -Dregenerate}.
 * </ol>
 */
@NullMarked
package dev.hooklane.command;

import org.jspecify.annotations.NullMarked;
