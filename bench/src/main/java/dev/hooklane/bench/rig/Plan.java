package dev.hooklane.bench.rig;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a rig consists of.
 *
 * @param settings of Hooklane that differ from the rig's defaults, by key
 * @param instances that share the work
 * @param hosts of customers, each with a port of the receiver
 * @param crowds whose endpoints exist from the start
 * @param tls whether the hosts have HTTPS
 * @param okHttp whether there is OkHttp alone too, in a process of its own
 */
public record Plan(
        Map<String, String> settings,
        int instances,
        int hosts,
        List<Crowd> crowds,
        boolean tls,
        boolean okHttp) {
    private static final int HOSTS = 64;

    public Plan {
        settings = Map.copyOf(settings);
        crowds = List.copyOf(crowds);
    }

    /**
     * One instance, 8 partitions, and 64 hosts without TLS.
     *
     * @param settings of the run
     */
    public static Plan of(Map<String, String> settings, Crowd... crowds) {
        return new Plan(settings, 1, HOSTS, List.of(crowds), false, false);
    }

    /** Returns the same with more instances. */
    public Plan withInstances(int count) {
        return new Plan(settings, count, hosts, crowds, tls, okHttp);
    }

    /** Returns the same with another value of a setting. */
    public Plan with(String key, String value) {
        Map<String, String> all = new HashMap<>(settings);
        all.put(key, value);
        return new Plan(all, instances, hosts, crowds, tls, okHttp);
    }

    /** Returns the same with OkHttp beside it. */
    public Plan withOkHttp() {
        return new Plan(settings, instances, hosts, crowds, tls, true);
    }

    /** Returns the same with HTTPS. */
    public Plan withTls() {
        return new Plan(settings, instances, hosts, crowds, true, okHttp);
    }
}
