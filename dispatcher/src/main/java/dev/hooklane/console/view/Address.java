package dev.hooklane.console.view;

import dev.hooklane.client.ApiClient;

/** A path of these pages with parameters, made one by one. */
public record Address(String text) {
    /** The same with a parameter more, if it has a value. */
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
