package dev.hooklane.console;

/** The pages of one subject. */
public interface Pages {
    void addTo(PageRoutes routes);
}
