package dev.hooklane.console.page;

/** The pages of one subject. */
public interface Pages {
    void addTo(PageRoutes routes);
}
