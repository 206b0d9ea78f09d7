package dev.hooklane.api;

import dev.hooklane.deadletter.DeadLetters;
import dev.hooklane.deadletter.Histories;
import dev.hooklane.deadletter.ManualRetry;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.metrics.Prometheus;

/** What the API serves; it only asks and starts or closes none of it. */
public record ApiParts(
        EndpointDirectory directory,
        EndpointLog endpoints,
        EndpointChecks checks,
        EventPublishing events,
        Histories histories,
        ManualRetry retry,
        DeadLetters deadLetters,
        KeyAccess access,
        AuditTrail audit,
        Readiness readiness,
        Prometheus prometheus) {}
