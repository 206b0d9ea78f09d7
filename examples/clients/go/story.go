// Creates an endpoint that fails, publishes an event, mends the endpoint, and retries the delivery.
//
// Usage: HOOKLANE_API=http://127.0.0.1:8080 HOOKLANE_API_KEY=… BROKEN_URL=… RECEIVER_URL=… go run .
package main

import (
	"context"
	"fmt"
	"log"
	"net/http"
	"os"
	"strings"
	"time"

	"example.com/story/hooklane"
)

func main() {
	if err := story(context.Background()); err != nil {
		log.Fatal(err)
	}
}

func story(ctx context.Context) error {
	account := os.Getenv("ACCOUNT")
	if account == "" {
		account = "acct_dev"
	}
	client, err := hooklane.NewClientWithResponses(os.Getenv("HOOKLANE_API"),
		hooklane.WithRequestEditorFn(func(_ context.Context, request *http.Request) error {
			request.Header.Set("Authorization", "Bearer "+os.Getenv("HOOKLANE_API_KEY"))
			return nil
		}))
	if err != nil {
		return err
	}

	text := fmt.Sprintf("hello from Go %d", time.Now().UnixNano())
	field := "/text"
	var equals hooklane.FilterValue = text
	created, err := client.CreateEndpointWithResponse(ctx, nil, hooklane.NewEndpoint{
		Account:    &account,
		Url:        os.Getenv("BROKEN_URL"),
		EventTypes: []string{"message.created"},
		Filter:     &hooklane.Filter{Field: &field, Equals: &equals},
		Schedule:   &[]string{"0s", "2s"},
	})
	if err != nil {
		return err
	}
	endpoint := created.JSON201
	if endpoint == nil || !strings.HasPrefix(endpoint.Secret, "whsec_") || endpoint.Filter == nil || endpoint.Timeout != nil {
		return fmt.Errorf("no endpoint was created: %s", created.Body)
	}
	answer, err := client.PublishEventWithResponse(ctx, nil, hooklane.NewEvent{
		Account: account,
		Type:    "message.created",
		Data:    map[string]any{"text": text},
	})
	if err != nil {
		return err
	}
	published := answer.JSON202
	if published == nil {
		return fmt.Errorf("the event was not published: %s", answer.Body)
	}
	fmt.Println(endpoint.Id, "gets", published.Id)

	dead, err := awaitStatus(ctx, client, endpoint.Id, hooklane.DeliveryStatusDead)
	if err != nil {
		return err
	}
	if len(dead.Attempts) != 2 {
		return fmt.Errorf("%d attempts, and not 2", len(dead.Attempts))
	}
	fmt.Println(dead.Id, "is dead:", dead.Attempts[1].Outcome)

	receiver := os.Getenv("RECEIVER_URL")
	changed, err := client.UpdateEndpointWithResponse(ctx, endpoint.Id, nil, hooklane.EndpointChange{Url: &receiver})
	if err != nil {
		return err
	}
	if changed.JSON200 == nil || changed.JSON200.Url != receiver {
		return fmt.Errorf("the endpoint was not updated: %s", changed.Body)
	}
	retried, err := client.RetryDeliveryWithResponse(ctx, dead.Id, nil)
	if err != nil {
		return err
	}
	if retried.JSON202 == nil || retried.JSON202.Attempt != 3 {
		return fmt.Errorf("the delivery was not retried: %s", retried.Body)
	}
	delivered, err := awaitStatus(ctx, client, endpoint.Id, hooklane.DeliveryStatusDelivered)
	if err != nil {
		return err
	}
	last := delivered.Attempts[len(delivered.Attempts)-1]
	if last.Status == nil || *last.Status != 200 {
		return fmt.Errorf("the last attempt was not answered with 200: %+v", last)
	}
	fmt.Println(delivered.Id, "is delivered by attempt", last.Number)

	if _, err := client.DeleteEndpointWithResponse(ctx, endpoint.Id, nil); err != nil {
		return err
	}
	gone, err := client.GetEndpointWithResponse(ctx, endpoint.Id, nil)
	if err != nil {
		return err
	}
	problem := gone.ApplicationproblemJSON404
	if problem == nil {
		return fmt.Errorf("the endpoint is still there: %s", gone.Body)
	}
	fmt.Printf("%s: %s\n", problem.Code, problem.Detail)
	return nil
}

// awaitStatus returns the delivery to the endpoint once it has the status.
func awaitStatus(ctx context.Context, client *hooklane.ClientWithResponses, endpoint string, status hooklane.DeliveryStatus) (*hooklane.Delivery, error) {
	for deadline := time.Now().Add(30 * time.Second); time.Now().Before(deadline); time.Sleep(200 * time.Millisecond) {
		page, err := client.ListDeliveriesWithResponse(ctx, &hooklane.ListDeliveriesParams{Endpoint: &endpoint})
		if err != nil {
			return nil, err
		}
		if page.JSON200 == nil {
			return nil, fmt.Errorf("no list of deliveries: %s", page.Body)
		}
		for _, line := range page.JSON200.Deliveries {
			if string(line.Status) == string(status) {
				delivery, err := client.GetDeliveryWithResponse(ctx, line.Id)
				if err != nil {
					return nil, err
				}
				if delivery.JSON200 == nil {
					return nil, fmt.Errorf("no delivery: %s", delivery.Body)
				}
				return delivery.JSON200, nil
			}
		}
	}
	return nil, fmt.Errorf("the delivery to %s is not %s", endpoint, status)
}
