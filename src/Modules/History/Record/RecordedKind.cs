using System.Text.Json;
using Maru.Contracts;
using Maru.Platform.Json;

namespace Maru.Modules.History.Record;

/// <summary>An event of the shop that is recorded, and how.</summary>
/// <param name="Actor">Whose act it was; null for the shop itself.</param>
/// <param name="Omits">Members that are not copied: secrets, and what leads to a person.</param>
/// <param name="ForCustomer">What the person concerned is told; null if it is no business of his.</param>
internal sealed record RecordedKind(
    Type Clr, string Name, string Group, LocalizedText Text, LocalizedText? ForCustomer, Func<IEvent, UserId?> Actor, Func<IEvent, IEnumerable<string?>> Subjects, Func<IEvent, string?> Detail,
    IReadOnlyList<string> Omits)
{
    public Entry Record(IEvent happened, Guid id, DateTimeOffset at) => new(
        id, at, Name, Actor(happened) is { } user ? $"user:{user}" : "system", Detail(happened), [.. Subjects(happened).OfType<string>().Distinct()], DataOf(happened));

    private string DataOf(IEvent happened)
    {
        var data = JsonSerializer.SerializeToNode(happened, Clr, MaruJson.Internal)!.AsObject();
        foreach (var member in Omits.Append("key"))
        {
            data.Remove(member);
        }

        return data.ToJsonString(MaruJson.Internal);
    }
}

/// <param name="Detail">In no language.</param>
internal sealed record Entry(Guid Id, DateTimeOffset At, string Kind, string Actor, string? Detail, string[] Subjects, string Data);
