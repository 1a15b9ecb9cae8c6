using System.Text;
using Maru.Platform.Realtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Maru.Platform.Tests.Realtime;

/// <summary>Streams over a real connection: signs of life, lost rights, the end of the process.</summary>
public sealed class LiveStreamTests : IAsyncLifetime
{
    private readonly LiveViewers _viewers = new();
    private WebApplication _app = null!;
    private HttpClient _http = null!;
    private volatile bool _allowed = true;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        var feed = new LiveFeed<string>(
            (_, _) => Task.FromResult<LiveMessage?>(LiveMessage.Of("1", "state", new { open = true })),
            new LiveOptions { Heartbeat = TimeSpan.FromMilliseconds(20) }, _viewers, TimeProvider.System, NullLogger.Instance);
        _app.MapGet("/live", () => feed.Watch("shop", (_, _) => Task.FromResult(_allowed)));
        await _app.StartAsync();
        _http = new HttpClient { BaseAddress = new Uri(_app.Urls.First()), Timeout = TimeSpan.FromSeconds(90) };
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Stream_WhileNothingHappens_GivesSignsOfLife()
    {
        using var reader = await OpenAsync();
        var text = new StringBuilder();
        while (text.ToString().Split(":\n\n").Length < 4)
        {
            var line = await reader.ReadLineAsync(TestContext.Current.CancellationToken);
            text.Append(line.ShouldNotBeNull()).Append('\n');
        }

        text.ToString().ShouldStartWith("retry: 2000\n\nid: 1\nevent: state\ndata: {\"open\":true}\n\n:\n");
        _viewers.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Stream_WhenTheRightIsLost_Ends()
    {
        using var reader = await OpenAsync();
        _allowed = false;
        (await reader.ReadToEndAsync(TestContext.Current.CancellationToken)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Stream_WhenTheProcessStops_Ends()
    {
        using var reader = await OpenAsync();
        var stopping = _app.StopAsync(TestContext.Current.CancellationToken);
        await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        await stopping;
        _viewers.Count.ShouldBe(0);
    }

    private async Task<StreamReader> OpenAsync() => new(await _http.GetStreamAsync("/live", TestContext.Current.CancellationToken));
}
