using System.Net;
using System.Net.Sockets;
using Maru.Hosting;
using Maru.Testing;
using Microsoft.Extensions.Configuration;

namespace Maru.Tests.Hosting;

public sealed class ConfigurationCheckTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("maru-check-").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task Check_WhenNothingIsWrong_FindsNoError() => (await ErrorsAsync(Options())).ShouldBeEmpty();

    [Fact]
    public async Task Check_WhenManyThingsAreWrong_NamesAllOfThem()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var errors = await ErrorsAsync(
            Options() with { Port = port, Modules = new HashSet<string> { "carts", "cats" } },
            ("Carts:MaxQuantity", "0"), ("Payments:TimeoutSeconds", "soon"), ("Payments:Stripe:SecretKey", "sk"), ("Metrics:Port", "70000"), ("Http:TrustedProxies", "10.0.0.0/8, everybody"),
            ("Log:Format", "xml"), ("OTEL_EXPORTER_OTLP_ENDPOINT", "nowhere"));
        errors.ShouldContain($"--port: port {port} is taken by another program, or by a shop that runs.");
        errors.ShouldContain(e => e.StartsWith("--modules: there is no module cats.", StringComparison.Ordinal));
        errors.ShouldContain(e => e.Contains("carts needs catalog", StringComparison.Ordinal));
        errors.ShouldContain("carts:maxQuantity: '0' is not allowed; a whole number from 1 to 9999.");
        errors.ShouldContain(e => e.Contains("Payments:TimeoutSeconds", StringComparison.Ordinal));
        errors.ShouldContain(e => e.Contains("Stripe:WebhookSecret", StringComparison.Ordinal));
        errors.ShouldContain("Metrics:Port: '70000' is not a port; a number from 1 to 65535 is needed.");
        errors.ShouldContain("Http:TrustedProxies: 'everybody' is neither an address nor a network such as 10.0.0.0/8.");
        errors.ShouldContain("Log:Format: 'xml' is not a format of logs; text or json.");
        errors.ShouldContain("OTEL_EXPORTER_OTLP_ENDPOINT: 'nowhere' is not an http(s) address.");
    }

    [Fact]
    public async Task Check_WhenTheDataDirectoryIsAFile_SaysSo()
    {
        var file = Path.Combine(_data, "file");
        await File.WriteAllTextAsync(file, "", CancellationToken.None);
        (await ErrorsAsync(Options() with { DataDirectory = file })).ShouldBe([$"--data: {file} is a file."]);
    }

    [Fact]
    public async Task Check_WhenTheDatabaseCannotBeReached_SaysWhereWithoutThePassword()
    {
        var errors = await ErrorsAsync(Options() with { Postgres = "Host=127.0.0.1;Port=1;Database=maru;Username=maru;Password=hush" });
        errors.ShouldHaveSingleItem().ShouldStartWith("MARU_POSTGRES: 127.0.0.1:1/maru cannot be used");
        errors[0].ShouldNotContain("hush");
        (await ErrorsAsync(Options() with { Postgres = "Hots=nowhere" })).ShouldHaveSingleItem().ShouldStartWith("MARU_POSTGRES is not a connection string");
    }

    [Fact]
    public async Task Check_WhenTheDatabaseIsThere_FindsNoErrorInIt()
    {
        await using var database = await TestDatabase.CreateAsync();
        (await ErrorsAsync(Options() with { Postgres = database.ConnectionString })).ShouldBeEmpty();
    }

    private ShopOptions Options() => new(_data, FreePort(), null, null, Demo: false);

    private static async Task<IReadOnlyList<string>> ErrorsAsync(ShopOptions options, params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Key, string? (s) => s.Value)).Build();
        var findings = await new ConfigurationCheck(options, configuration).RunAsync(CancellationToken.None);
        return [.. findings.Where(f => f.IsError).Select(f => f.Sentence)];
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
