using Maru.Contracts.Configuration;
using Maru.Platform.Events;

namespace Maru.Modules.Identity.Access;

/// <summary>Puts every changed setting into the audit log.</summary>
internal sealed class AuditSettingChange : IEventHandler<SettingChanged>
{
    public Task HandleAsync(SettingChanged happened, EventContext context, CancellationToken ct) => context.Transaction.ExecuteAsync(
        "insert into audit (id, at, actor, action, subject, detail) values (@id, @At, @Actor, 'setting-changed', @subject, @detail)",
        new
        {
            id = Guid.CreateVersion7(happened.At), happened.At, happened.Actor, subject = $"setting:{happened.Name}",
            detail = $"{happened.Before ?? "(default)"} -> {happened.After ?? "(default)"}: {happened.Reason}",
        }, ct);
}
