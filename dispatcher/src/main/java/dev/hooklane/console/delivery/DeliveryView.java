package dev.hooklane.console.delivery;

import dev.hooklane.console.endpoint.KnownEndpoint;
import dev.hooklane.console.view.ShownJson;
import java.time.Instant;
import java.util.Optional;

/**
 * One delivery's page.
 *
 * @param eventPath the page of its event
 * @param trigger what caused its latest attempt; empty for an ordinary event
 * @param state the part that is updated live
 * @param payload what was sent; empty if it can't be shown
 * @param payloadMissing why it can't be shown; empty if it can
 * @param live path of the stream of updates; empty if there will be none
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
