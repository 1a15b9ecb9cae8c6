using System.CommandLine;
using System.Security.Cryptography;
using Maru.Sandbox;

namespace Maru.Commands;

/// <summary><c>maru sandbox-provider</c>: the sandbox payment provider as a process of its own.</summary>
internal static class SandboxProviderCommand
{
    public static Command Create()
    {
        var port = new Option<int>("--port") { Description = "Port to listen on (loopback only).", DefaultValueFactory = _ => 8090 };
        var data = new Option<string>("--data") { Description = "Where its journal lies.", DefaultValueFactory = _ => Path.Combine(Environment.CurrentDirectory, ".maru", "sandbox-provider") };
        var apiKey = new Option<string?>("--api-key") { Description = "The merchant's key; made up and printed if left out." };
        var webhookSecret = new Option<string?>("--webhook-secret") { Description = "Signs webhooks; made up and printed if left out." };
        var webhookUrl = new Option<string?>("--webhook-url") { Description = "Where the merchant wants to be told, such as http://localhost:8080/api/v1/webhooks/sandbox." };
        var tellAll = new Option<bool>("--tell-everything") { Description = "Also tell what the merchant learned from an answer." };
        var chaos = new Option<double>("--chaos") { Description = "Probability (0 to 1) of each misbehaviour: lost requests and answers, late answers, webhooks twice and out of order." };
        var command = new Command("sandbox-provider", "Run the sandbox payment provider as a process of its own.") { port, data, apiKey, webhookSecret, webhookUrl, tellAll, chaos };
        command.SetAction(async (parsed, ct) =>
        {
            var odds = Math.Clamp(parsed.GetValue(chaos), 0, 1);
            var options = new SandboxOptions(
                parsed.GetRequiredValue(data), parsed.GetRequiredValue(port), parsed.GetValue(apiKey) ?? "sk_sandbox_" + RandomNumberGenerator.GetHexString(32, lowercase: true),
                parsed.GetValue(webhookSecret) ?? "whsec_sandbox_" + RandomNumberGenerator.GetHexString(32, lowercase: true), parsed.GetValue(webhookUrl))
            {
                TellEverything = parsed.GetValue(tellAll),
                Chaos = new Chaos(odds, odds, odds, odds, odds),
            };
            await using var provider = await SandboxProvider.StartAsync(options, ct);
            Console.WriteLine($"""
                The sandbox provider is open at {provider.Address}. A shop finds it by:
                  export MARU__Payments__Sandbox__Url={provider.Address}
                  export MARU__Payments__Sandbox__ApiKey={options.ApiKey}
                  export MARU__Payments__Sandbox__WebhookSecret={options.WebhookSecret}
                """);
            try
            {
                await Task.Delay(Timeout.Infinite, ct);
            }
            catch (OperationCanceledException)
            {
                // Told to stop.
            }

            return 0;
        });
        return command;
    }
}
