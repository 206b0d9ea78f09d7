package dev.hooklane.api;

import dev.hooklane.config.HooklaneConfig;
import dev.hooklane.egress.IpNetwork;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.secret.DerivedKeys;
import dev.hooklane.secret.KeyPurpose;
import java.security.SecureRandom;
import java.util.List;

/**
 * The endpoints: where to look them up, and how to change them.
 *
 * @param checks the rules for saving one
 * @param primarySecretKey the id of the key that seals what is saved
 * @param comeFrom the addresses that requests to endpoints come from, as far as that is set
 */
record EndpointParts(
        EndpointDirectory directory,
        EndpointLog log,
        EndpointVersions versions,
        EndpointChecks checks,
        String primarySecretKey,
        List<IpNetwork> comeFrom) {
    EndpointParts(
            EndpointDirectory directory,
            EndpointLog log,
            EndpointChecks checks,
            String primarySecretKey,
            List<IpNetwork> comeFrom) {
        this(
                directory,
                log,
                new EndpointVersions(directory, log),
                checks,
                primarySecretKey,
                comeFrom);
    }

    static EndpointParts of(
            HooklaneConfig config,
            DerivedKeys keys,
            Connections kafka,
            ControlPlane.KnownEndpoints known,
            EndpointChecks checks) {
        return new EndpointParts(
                known.index(),
                new EndpointLog(
                        kafka.producer(),
                        known.codec(),
                        known.feed(),
                        kafka.topics().endpoints(),
                        new SecureRandom()),
                checks,
                keys.primaryId(KeyPurpose.ENDPOINTS),
                config.egress().addresses());
    }
}
