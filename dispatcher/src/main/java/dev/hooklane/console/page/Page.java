package dev.hooklane.console.page;

/** Makes the reply to a visit; may let {@code ApiException} pass. */
@FunctionalInterface
public interface Page {
    Reply reply(Visit visit);
}
