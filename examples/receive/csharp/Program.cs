// Receives webhooks with ASP.NET Core. Usage: WEBHOOK_SECRET=whsec_… PORT=3000 dotnet run
using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using System.Threading.Channels;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

string secret = Environment.GetEnvironmentVariable("WEBHOOK_SECRET") ?? throw new Exception("set WEBHOOK_SECRET");
string port = Environment.GetEnvironmentVariable("PORT") ?? "3000";

var builder = WebApplication.CreateBuilder(args);
// A body has at most 256 KiB. A longer one than this is answered with 413.
builder.WebHost.ConfigureKestrel(options => options.Limits.MaxRequestBodySize = 1024 * 1024);
var app = builder.Build();
var inbox = new Inbox();

// By Standard Webhooks: nobody can send a recorded request again after five minutes.
app.MapPost("/webhooks", async (HttpRequest request) =>
{
    byte[] body = await Raw(request);
    var headers = request.Headers;
    if (!StandardSignature.IsGenuine(
        body, headers["webhook-id"], headers["webhook-timestamp"], headers["webhook-signature"], secret))
    {
        return Results.Unauthorized();
    }
    inbox.Accept(body);
    return Results.NoContent();
});

// By X-MGA-Signature. Offer one of both, never both on one path: the weaker one would decide.
app.MapPost("/webhooks/simple", async (HttpRequest request) =>
{
    byte[] body = await Raw(request);
    if (!SimpleSignature.HasGenuineBody(body, request.Headers["X-MGA-Signature"], secret))
    {
        return Results.Unauthorized();
    }
    inbox.Accept(body);
    return Results.NoContent();
});

app.Run($"http://127.0.0.1:{port}");

// The raw bytes, and not a model that is bound: the signature is of those.
static async Task<byte[]> Raw(HttpRequest request)
{
    var body = new MemoryStream();
    await request.Body.CopyToAsync(body);
    return body.ToArray();
}

// Takes events in, and works on them after the answer. It knows the newest 10,000 ids. Your server keeps events in a
// table whose key is the id, as memory ends with the process.
sealed class Inbox
{
    private readonly HashSet<string> seen = new();
    private readonly Queue<string> order = new();
    private readonly Channel<JsonElement> events = Channel.CreateUnbounded<JsonElement>();

    public Inbox() => _ = Task.Run(Work);

    // Takes an event in unless it came before.
    public void Accept(byte[] body)
    {
        using var document = JsonDocument.Parse(body);
        JsonElement came = document.RootElement.Clone();
        string id = came.GetProperty("id").GetString()!;
        lock (seen)
        {
            if (!seen.Add(id))
            {
                return;
            }
            order.Enqueue(id);
            if (order.Count > 10_000)
            {
                seen.Remove(order.Dequeue());
            }
        }
        events.Writer.TryWrite(came);
    }

    private async Task Work()
    {
        await foreach (JsonElement came in events.Reader.ReadAllAsync())
        {
            Console.WriteLine($"{came.GetProperty("id").GetString()} {came.GetProperty("type").GetString()}");
        }
    }
}
