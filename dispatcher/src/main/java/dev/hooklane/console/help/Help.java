package dev.hooklane.console.help;

import java.util.List;

/**
 * What was found about a symptom.
 *
 * @param endpoint path of the endpoint's page
 */
public record Help(Symptom symptom, String endpoint, List<Finding> findings) {
    public Help {
        findings = List.copyOf(findings);
    }
}
