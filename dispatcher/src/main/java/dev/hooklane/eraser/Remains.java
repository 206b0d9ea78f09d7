package dev.hooklane.eraser;

import java.util.List;

/**
 * Something that names an erased account or event and that no erasure removes.
 *
 * @param place where it is
 * @param what it is, and for how long
 */
public record Remains(String place, String what) {
    /** The same for all erasures. */
    public static final List<Remains> ALL =
            List.of(
                    new Remains(
                            "audit",
                            "who changed what for the account: ids, the names of keys and portal"
                                    + " links, and addresses, without values; kept for a year"),
                    new Remains(
                            "traces",
                            "ids of the account, its endpoints, events and deliveries in exported"
                                    + " spans; kept by the system that receives them"),
                    new Remains("logs", "the same ids; kept by the system that collects them"));
}
