package dev.hooklane.console.endpoint;

import java.util.List;
import java.util.Optional;

/**
 * One endpoint's page.
 *
 * @param mayManage whether the visitor may change it
 * @param mayRotate whether the visitor may see a new secret
 * @param mayReplay whether the visitor may replay deliveries
 * @param tests the types that a test can send, the default first
 * @param once idempotency token of the form for a new secret
 * @param publicKey code that checks by public key; none if the endpoint has no key pair
 */
public record EndpointView(
        ShownEndpoint endpoint,
        Optional<Statistics> statistics,
        boolean mayManage,
        boolean mayRotate,
        boolean mayReplay,
        List<String> tests,
        String once,
        List<CodeSample> simple,
        List<CodeSample> standard,
        List<CodeSample> publicKey) {
    public EndpointView {
        tests = List.copyOf(tests);
        simple = List.copyOf(simple);
        standard = List.copyOf(standard);
        publicKey = List.copyOf(publicKey);
    }
}
