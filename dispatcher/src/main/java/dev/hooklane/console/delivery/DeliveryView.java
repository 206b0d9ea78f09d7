package dev.hooklane.console.delivery;

import dev.hooklane.console.endpoint.KnownEndpoint;
import dev.hooklane.console.view.ShownJson;
import java.time.Instant;
import java.util.Optional;

/**
 * One delivery's page.
 *
 * @param eventPath the page of its event
 * @param trigger what made its latest attempt happen; empty for the usual
 * @param state what changes while one looks
 * @param payload what was sent; empty if it can't be shown
 * @param payloadMissing why; empty if it can
 * @param live path of the stream that tells what changes; empty if nothing will
 */
public record DeliveryView(
        String id,
        String type,
        String event,
        String eventPath,
        KnownEndpoint endpoint,
        String account,
        String trigger,
        Instant publishedAt,
        DeliveryState state,
        Optional<ShownJson> payload,
        String payloadMissing,
        String live) {}
