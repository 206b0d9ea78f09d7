package dev.hooklane.api;

import dev.hooklane.deadletter.ManualRetry;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.eraser.Eraser;
import dev.hooklane.history.HistoryStore;
import dev.hooklane.metrics.Prometheus;
import dev.hooklane.published.PublishedEvents;
import dev.hooklane.published.RejectedRecords;
import dev.hooklane.secret.TinkSecretCipher;

/** What the API serves. The API only reads these parts; it starts and closes none of them. */
public record ApiParts(
        EndpointDirectory directory,
        EndpointLog endpoints,
        EndpointChecks checks,
        String primarySecretKey,
        EventPublishing events,
        EventTypeLog types,
        HistoryStore history,
        PublishedEvents published,
        RejectedRecords rejected,
        ManualRetry retry,
        KeyAccess access,
        AuditTrail audit,
        ClaimLog claims,
        TinkSecretCipher cipher,
        Eraser eraser,
        ReplayParts replays,
        OperatorParts operators,
        Readiness readiness,
        Prometheus prometheus) {}
