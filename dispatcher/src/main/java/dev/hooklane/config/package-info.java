/**
 * One record tree with every setting, read once at start from a file and the environment.
 *
 * <p>How to add a setting:
 *
 * <ol>
 *   <li>A component of the record of its group, with its unit in the type, and its checks in the
 *       constructor.
 *   <li>A line in {@code ConfigReader} with key, limits, and the default beside its reason.
 *   <li>An entry in {@code deploy/hooklane.yaml} with its meaning above it. {@code
 *       docs/SETTINGS.md} is generated from both: {@code ./hooklane test -Dtest=SettingsPageTest
 *       -Dregenerate}.
 *   <li>A test of what it changes.
 * </ol>
 */
@NullMarked
package dev.hooklane.config;

import org.jspecify.annotations.NullMarked;
