using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Maru.Modules.Shipping.Tests.Simulators;

/// <summary>A carrier as an outside party: its own server with its own memory, on its public wire format.</summary>
public abstract class CarrierSimulator : IAsyncLifetime
{
    private WebApplication? _app;

    public string Address { get; private set; } = "";

    /// <summary>Answers 503 to everything.</summary>
    public bool Down { get; set; }

    /// <summary>What was said of each number, oldest first.</summary>
    internal Dictionary<string, List<Scan>> Parcels { get; } = [];

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        _app = builder.Build();
        _app.Use(async (context, next) =>
        {
            if (Down)
            {
                context.Response.StatusCode = 503;
                return;
            }

            await next(context);
        });
        Map(_app);
        await _app.StartAsync();
        Address = _app.Urls.First() + "/";
    }

    public async ValueTask DisposeAsync()
    {
        await _app!.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>The parcel with this number passed a station.</summary>
    internal void Move(string number, string code, string place, DateTimeOffset at) => Parcels[number].Add(new Scan(code, place, at));

    /// <summary>The carrier's own code for each thing that can happen, in the order in which it does.</summary>
    internal abstract IReadOnlyList<(string Code, string Status)> Codes { get; }

    internal abstract IReadOnlyDictionary<string, string?> Settings { get; }

    protected abstract void Map(WebApplication app);

    private protected string Register()
    {
        var number = (7_000_000_000 + Parcels.Count).ToString();
        Parcels[number] = [];
        return number;
    }

    private protected static async Task<JsonElement> BodyAsync(HttpContext context) => (await JsonDocument.ParseAsync(context.Request.Body)).RootElement.Clone();

    internal sealed record Scan(string Code, string Place, DateTimeOffset At);
}
