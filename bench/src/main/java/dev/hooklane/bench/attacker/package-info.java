/**
 * The attackers of the benchmark {@code attack}, in a process of their own. A new attack is a value
 * of {@link dev.hooklane.bench.attacker.HostileTenant} if it consists of calls, and of {@link
 * dev.hooklane.bench.attacker.HostileOwner} if it needs endpoints.
 */
@NullMarked
package dev.hooklane.bench.attacker;

import org.jspecify.annotations.NullMarked;
