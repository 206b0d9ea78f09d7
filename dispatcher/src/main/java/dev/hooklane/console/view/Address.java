package dev.hooklane.console.view;

import dev.hooklane.client.ApiClient;

/** A path of these pages, built parameter by parameter. */
public record Address(String text) {
    /** Returns the address with one more parameter, if its value is not empty. */
    public Address with(String name, String value) {
        return value.isEmpty()
                ? this
                : new Address(
                        text
                                + (text.contains("?") ? '&' : '?')
                                + name
                                + "="
                                + ApiClient.encoded(value));
    }

    @Override
    public String toString() {
        return text;
    }
}
