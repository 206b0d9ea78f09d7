package dev.hooklane.api;

import io.javalin.config.RoutesConfig;

/** The routes of one subject. */
interface Routes {
    void addTo(RoutesConfig routes);
}
