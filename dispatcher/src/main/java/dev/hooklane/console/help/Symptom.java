package dev.hooklane.console.help;

import java.util.Arrays;
import java.util.Optional;

/** Problems that people notice. */
public enum Symptom {
    NOTHING("nothing", "Nothing arrives", "nothing-arrives"),
    SIGNATURE("signature", "The signature is wrong", "the-signature-is-wrong"),
    LATE("late", "Events arrive late", "events-arrive-late"),
    MISSING("missing", "Events are missing", "events-are-missing");

    private final String word;
    private final String label;
    private final String anchor;

    Symptom(String word, String label, String anchor) {
        this.word = word;
        this.label = label;
        this.anchor = anchor;
    }

    static Optional<Symptom> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
    }

    /** Returns its word in addresses. */
    public String word() {
        return word;
    }

    public String label() {
        return label;
    }

    /** Returns the anchor of its section in the guide. */
    public String anchor() {
        return anchor;
    }
}
