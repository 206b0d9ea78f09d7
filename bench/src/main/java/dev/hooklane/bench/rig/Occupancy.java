package dev.hooklane.bench.rig;

import java.util.Locale;
import java.util.Optional;

/**
 * How much of the cores was in use while something was measured, each between 0 and 1.
 *
 * @param product of the cores of what is measured
 * @param others of the cores of everything else
 * @param foreign of all cores, by processes that are not the benchmark's
 * @param stolen of all cores, by the host of a virtual machine
 */
public record Occupancy(double product, double others, double foreign, double stolen) {
    private static final double FULL = 0.95;
    private static final double MUCH = 0.15;

    /** Returns why a rate at full speed is not that of what is measured, if so. */
    public Optional<String> notTheProductsLimit() {
        if (others >= FULL && product < FULL) {
            return Optional.of(
                    "%s of the cores of broker, publisher and receiver were in use, and %s of the instances'"
                            .formatted(percent(others), percent(product)));
        }
        return disturbed();
    }

    /** Returns why a figure may be another program's, if so. */
    public Optional<String> disturbed() {
        if (foreign + stolen > MUCH) {
            return Optional.of(
                    "other programs used %s of the machine".formatted(percent(foreign + stolen)));
        }
        return Optional.empty();
    }

    /** Returns why a load with a fixed rate was not measured, if so. */
    public Optional<String> tooSlow(double wanted, double reached) {
        return reached < 0.97 * wanted
                ? Optional.of(
                        String.format(
                                Locale.ROOT,
                                "of %.0f deliveries a second only %.0f were made, with %s of the"
                                        + " instances' cores in use and %s of the others",
                                wanted,
                                reached,
                                percent(product),
                                percent(others)))
                : disturbed();
    }

    private static String percent(double share) {
        return Math.round(share * 100) + " %";
    }
}
