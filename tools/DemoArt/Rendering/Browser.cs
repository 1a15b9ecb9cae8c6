using System.Buffers;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Maru.DemoArt.Rendering;

/// <summary>One headless browser, spoken to over its devtools protocol: a page in, a PNG out.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _profile;
    private readonly ClientWebSocket _socket = new();
    private string _session = "";
    private string _frame = "";
    private int _id;

    private Browser(Process process, string profile) => (_process, _profile) = (process, profile);

    public static async Task<Browser> StartAsync(string executable, int port)
    {
        var profile = Directory.CreateTempSubdirectory("maru-demo-art-").FullName;
        string[] arguments =
        [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run",
            "--hide-scrollbars", "--force-color-profile=srgb", "--allow-file-access-from-files", $"--remote-debugging-port={port}", $"--user-data-dir={profile}", "about:blank",
        ];
        var process = Process.Start(new ProcessStartInfo(executable, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })
            ?? throw new InvalidOperationException($"{executable} did not start.");
        process.BeginOutputReadLine();
        var browser = new Browser(process, profile);
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            const string sign = "DevTools listening on ";
            if (line.StartsWith(sign, StringComparison.Ordinal))
            {
                _ = process.StandardError.ReadToEndAsync();
                await browser._socket.ConnectAsync(new Uri(line[sign.Length..]), CancellationToken.None);
                await browser.OpenPageAsync();
                return browser;
            }
        }

        throw new InvalidOperationException($"{executable} ended before its devtools were ready.");
    }

    public async Task<byte[]> ShotAsync(string html, int width, int height, bool clear = false)
    {
        await SendAsync("Emulation.setDeviceMetricsOverride", new JsonObject { ["width"] = width, ["height"] = height, ["deviceScaleFactor"] = 1, ["mobile"] = false });
        if (clear)
        {
            await SendAsync("Emulation.setDefaultBackgroundColorOverride", new JsonObject { ["color"] = new JsonObject { ["r"] = 0, ["g"] = 0, ["b"] = 0, ["a"] = 0 } });
        }

        await SendAsync("Page.setDocumentContent", new JsonObject { ["frameId"] = _frame, ["html"] = html });
        var ready = "Promise.all([...document.images].map(i => i.decode().catch(() => 0))).then(() => 1)";
        await SendAsync("Runtime.evaluate", new JsonObject { ["expression"] = ready, ["awaitPromise"] = true });
        var shot = await SendAsync("Page.captureScreenshot", new JsonObject { ["format"] = "png", ["optimizeForSpeed"] = true });
        if (clear)
        {
            await SendAsync("Emulation.setDefaultBackgroundColorOverride", []);
        }

        return Convert.FromBase64String((string)shot["data"]!);
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_profile, recursive: true);
    }

    private async Task OpenPageAsync()
    {
        var target = await SendAsync("Target.createTarget", new JsonObject { ["url"] = "about:blank" });
        var attached = await SendAsync("Target.attachToTarget", new JsonObject { ["targetId"] = (string)target["targetId"]!, ["flatten"] = true });
        _session = (string)attached["sessionId"]!;
        await SendAsync("Page.enable", []);
        var tree = await SendAsync("Page.getFrameTree", []);
        _frame = (string)tree["frameTree"]!["frame"]!["id"]!;
    }

    private async Task<JsonNode> SendAsync(string method, JsonObject parameters)
    {
        var id = ++_id;
        var message = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters };
        if (_session.Length > 0)
        {
            message["sessionId"] = _session;
        }

        await _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, true, CancellationToken.None);
        while (true)
        {
            var answer = JsonNode.Parse(await ReceiveAsync())!;
            if ((int?)answer["id"] == id)
            {
                return answer["result"] ?? throw new InvalidOperationException($"{method}: {answer["error"]}");
            }
        }
    }

    private async Task<byte[]> ReceiveAsync()
    {
        var bytes = new ArrayBufferWriter<byte>(1 << 20);
        ValueWebSocketReceiveResult part;
        do
        {
            part = await _socket.ReceiveAsync(bytes.GetMemory(1 << 16), CancellationToken.None);
            bytes.Advance(part.Count);
        }
        while (!part.EndOfMessage);
        return bytes.WrittenSpan.ToArray();
    }
}
