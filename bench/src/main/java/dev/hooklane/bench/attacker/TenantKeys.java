package dev.hooklane.bench.attacker;

/**
 * The keys of a tenant.
 *
 * @param account of the role account
 * @param publisher of the role publisher
 */
public record TenantKeys(String account, String publisher) {
    /** Returns those that {@link #toArgument} wrote. */
    static TenantKeys parse(String argument) {
        String[] keys = argument.split(",", 2);
        return new TenantKeys(keys[0], keys[1]);
    }

    String toArgument() {
        return account + "," + publisher;
    }

    @Override
    public String toString() {
        return "TenantKeys[]";
    }
}
