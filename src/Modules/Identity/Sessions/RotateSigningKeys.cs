using Maru.Platform.Jobs;

namespace Maru.Modules.Identity.Sessions;

/// <summary>Makes the next signing key in time.</summary>
internal sealed class RotateSigningKeys(SigningKeys keys) : IJob
{
    public Task RunAsync(JobContext context, CancellationToken ct) => keys.RotateAsync(now: context.Argument == "now", ct);
}
