package dev.hooklane.console.help;

import java.util.List;

/**
 * The findings for a symptom.
 *
 * @param endpoint path of the endpoint's page
 */
public record Help(Symptom symptom, String endpoint, List<Finding> findings) {
    public Help {
        findings = List.copyOf(findings);
    }
}
