package dev.hooklane.e2e.soak;

import java.util.List;
import java.util.Locale;

/**
 * The state of an installation at one moment; values for instances are the sum of all running ones.
 *
 * @param seconds since the soak began
 * @param deliveriesPerSecond to healthy endpoints, since the last sample
 * @param cpuMicrosPerDelivery of the instances, since the last sample
 * @param heapMib in use, including garbage
 * @param diskMib of the instances and of the brokers
 */
record Sample(
        long seconds,
        double deliveriesPerSecond,
        double p50Millis,
        double p99Millis,
        double cpuMicrosPerDelivery,
        double heapMib,
        double threads,
        double files,
        double connections,
        double diskMib,
        double brokerDiskMib) {
    static final String HEAD =
            "seconds,deliveries_per_second,p50_ms,p99_ms,cpu_us_per_delivery,heap_mib,threads,files,"
                    + "connections,disk_mib,broker_disk_mib";

    String csv() {
        List<Double> numbers =
                List.of(
                        deliveriesPerSecond,
                        p50Millis,
                        p99Millis,
                        cpuMicrosPerDelivery,
                        heapMib,
                        threads,
                        files,
                        connections,
                        diskMib,
                        brokerDiskMib);
        StringBuilder line = new StringBuilder(Long.toString(seconds));
        numbers.forEach(number -> line.append(String.format(Locale.ROOT, ",%.1f", number)));
        return line.toString();
    }
}
