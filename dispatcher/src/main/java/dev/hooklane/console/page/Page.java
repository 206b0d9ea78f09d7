package dev.hooklane.console.page;

/** Makes the reply to a visit; may let what the API refuses pass. */
@FunctionalInterface
public interface Page {
    Reply reply(Visit visit);
}
