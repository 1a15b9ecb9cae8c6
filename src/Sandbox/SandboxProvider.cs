using System.Net;
using System.Net.Sockets;
using Maru.Sandbox.Pages;
using Maru.Sandbox.Payments;
using Maru.Sandbox.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Maru.Sandbox;

/// <summary>A running sandbox provider: its own web server, its own data. Disposing it stops it; what it answered for is on disk.</summary>
public sealed class SandboxProvider : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Book _book;
    private readonly WebhookSender _webhooks;

    private SandboxProvider(WebApplication app, Book book, WebhookSender webhooks, string address)
    {
        _app = app;
        _book = book;
        _webhooks = webhooks;
        Address = address;
    }

    public string Address { get; }

    public static async Task<SandboxProvider> StartAsync(SandboxOptions options, CancellationToken ct)
    {
        Directory.CreateDirectory(options.DataDirectory);
        var time = TimeProvider.System;
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Logging:LogLevel:Default"] = "Warning" });
        builder.WebHost.UseUrls($"http://127.0.0.1:{ChoosePort(options.DataDirectory, options.Port)}");
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = 32 * 1024;
            kestrel.AddServerHeader = false;
        });
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.PropertyNamingPolicy = SandboxJson.Options.PropertyNamingPolicy;
            json.SerializerOptions.DefaultIgnoreCondition = SandboxJson.Options.DefaultIgnoreCondition;
        });

        var book = new Book(Path.Combine(options.DataDirectory, "journal.jsonl"), options.TellEverything, time);
        var app = builder.Build();
        var address = "";
        var tokens = new TestTokens(time);
        var charges = new Charges(book, tokens, options, time, () => options.PublicUrl ?? address);
        var api = new ApiEndpoints(book, charges, options, time);
        api.Map(app);
        new CardFrame(tokens).Map(app);
        new ShopperPages(book, charges).Map(app);
        app.MapGet("/health", () => Results.Ok());
        await app.StartAsync(ct);

        var bound = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        address = $"http://localhost:{bound.Port}";
        await File.WriteAllTextAsync(PortFile(options.DataDirectory), bound.Port.ToString(System.Globalization.CultureInfo.InvariantCulture), ct);
        charges.DecideProcessing();
        return new SandboxProvider(app, book, new WebhookSender(book, options, () => api.Chaos, time), address);
    }

    public async ValueTask DisposeAsync()
    {
        await _webhooks.DisposeAsync();
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _book.DisposeAsync();
    }

    /// <summary>The port asked for; else that of the last run, so that addresses handed to shoppers survive a restart; else a free one.</summary>
    public static int ChoosePort(string dataDirectory, int asked) =>
        asked != 0 ? asked
        : LastPort(dataDirectory) is { } last && TryTake(last) is { } again ? again
        : TryTake(0) ?? 0;

    /// <summary>The port of the run that is on, or of the last one.</summary>
    public static int? LastPort(string dataDirectory) =>
        File.Exists(PortFile(dataDirectory)) && ushort.TryParse(File.ReadAllText(PortFile(dataDirectory)), out var last) ? last : null;

    private static string PortFile(string dataDirectory) => Path.Combine(dataDirectory, "port");

    private static int? TryTake(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }
        catch (SocketException)
        {
            return null;
        }
    }
}
