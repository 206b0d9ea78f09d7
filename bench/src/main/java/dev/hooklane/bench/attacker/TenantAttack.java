package dev.hooklane.bench.attacker;

import java.util.function.BooleanSupplier;

/** An attack by a customer, with a valid key of its account. */
interface TenantAttack {
    String name();

    String account();

    /** Attacks until the time is over. */
    void attack(TenantApi api, BooleanSupplier runs);
}
