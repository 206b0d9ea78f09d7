SwaggerUIBundle({
  url: "../openapi.yaml",
  dom_id: "#api",
  deepLinking: true,
  displayRequestDuration: true,
  tryItOutEnabled: true,
  // The document is checked by our tests; no site of others' is asked.
  validatorUrl: null,
});
