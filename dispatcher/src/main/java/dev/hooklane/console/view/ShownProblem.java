package dev.hooklane.console.view;

import java.util.Optional;

/**
 * Why something can't be shown or done.
 *
 * @param title what happened, in a few words
 * @param detail background
 * @param next what to do now, if there is something
 */
public record ShownProblem(
        int status, Icon icon, String title, String detail, Optional<Next> next) {
    /** A link to continue with. */
    public record Next(String label, String path) {}

    public static ShownProblem of(int status, Icon icon, String title, String detail) {
        return new ShownProblem(status, icon, title, detail, Optional.empty());
    }

    public ShownProblem then(String label, String path) {
        return new ShownProblem(status, icon, title, detail, Optional.of(new Next(label, path)));
    }
}
