package dev.hooklane.fanout;

import dev.hooklane.delivery.Trigger;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.Event;
import dev.hooklane.event.EventTypes;
import dev.hooklane.filter.EventData;
import java.util.List;
import org.apache.kafka.common.header.Headers;

/**
 * The endpoints that an event is for: those that subscribe to its type, or the one that it tests.
 *
 * @param trigger of their deliveries
 */
record Recipients(Trigger trigger, List<Endpoint> endpoints) {
    Recipients {
        endpoints = List.copyOf(endpoints);
    }

    /** Returns the recipients of an event of this account. */
    static Recipients of(
            Event event,
            Headers headers,
            AccountId account,
            EndpointDirectory directory,
            TestMarks marks) {
        return isTest(event, headers, marks)
                ? new Recipients(Trigger.TEST, testedEndpoint(headers, account, directory))
                : new Recipients(Trigger.EVENT, directory.subscribers(account, event.type()));
    }

    private static boolean isTest(Event event, Headers headers, TestMarks marks) {
        return event.type().equals(EventTypes.WEBHOOK_TEST) || marks.isTest(headers, event.id());
    }

    private static List<Endpoint> testedEndpoint(
            Headers headers, AccountId account, EndpointDirectory directory) {
        return TestMarks.namedEndpoint(headers)
                .flatMap(directory::find)
                .filter(endpoint -> endpoint.account().equals(account))
                .map(List::of)
                .orElse(List.of());
    }

    /** Reports whether the endpoint's filter lets the event through; a test passes every filter. */
    boolean include(Endpoint endpoint, Event event, EventData data) {
        return trigger == Trigger.TEST || endpoint.eventTypes().letsThrough(event.type(), data);
    }
}
