using Maru.Hosting;
using Maru.Platform.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Maru.Testing.Shop;

/// <summary>
/// A whole shop in this process, on a database and a port of its own: all modules, real HTTP. Derive to set <see cref="Settings"/> or to run some
/// modules only.
/// </summary>
public class ShopFixture : DatabaseFixture
{
    private readonly string _data = Directory.CreateTempSubdirectory("maru-shop-").FullName;
    private Hosting.Shop? _shop;

    public Hosting.Shop Shop => _shop ?? throw new InvalidOperationException("The fixture is not initialised.");

    public string Address => Shop.Address;

    /// <summary>An anonymous client; ask <see cref="CreateClient"/> for one whose headers you change.</summary>
    public HttpClient Client { get; private set; } = null!;

    /// <summary>Null runs all modules.</summary>
    protected virtual IReadOnlySet<string>? Modules => null;

    protected virtual IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>();

    /// <summary>Puts an outside party that the test scripts in the place of the real one.</summary>
    protected virtual void Replace(IServiceCollection services)
    {
    }

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await StartShopAsync();
    }

    /// <summary>The module's own service, or a contract.</summary>
    public T Get<T>() where T : notnull => Shop.App.Services.GetRequiredService<T>();

    public HttpClient CreateClient() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,

        // A request that asks before it sends a huge body waits for the answer, also on a slow machine, instead of sending into a closed connection.
        Expect100ContinueTimeout = TimeSpan.FromMinutes(1),
    }) { BaseAddress = new Uri(Address) };

    /// <summary>Stops the shop as Ctrl-C would and starts it again on the same data.</summary>
    public async Task RestartAsync()
    {
        await Shop.DisposeAsync();
        await StartShopAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (_shop is not null)
        {
            await _shop.DisposeAsync();
        }

        await base.DisposeAsync();
        Directory.Delete(_data, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected override Task<string> TemplateAsync() => ShopTemplateAsync();

    /// <summary>A database with every module's schema, for tests that run the shop as processes.</summary>
    public static Task<string> ShopTemplateAsync() => TestCluster.TemplateAsync("shop", async connectionString =>
    {
        await using var sources = new DataSources(new DatabaseOptions(connectionString, await Installation.ReadSecretAsync(connectionString, CancellationToken.None)));
        var refusal = await new Provisioner(sources).RunAsync(ShopModules.All, CancellationToken.None);
        if (refusal is not null)
        {
            throw new InvalidOperationException(refusal);
        }
    });

    private async Task StartShopAsync()
    {
        var start = await Hosting.Shop.StartAsync(
            new ShopOptions(_data, 0, Modules, ConnectionString, Demo: false) { Settings = Settings, Services = Replace }, CancellationToken.None);
        _shop = start.Shop ?? throw new InvalidOperationException(start.Problem);
        Client = CreateClient();
    }
}
