using System.Collections.Concurrent;
using Maru.Contracts.Notifications;
using Maru.Platform.Data;
using Maru.Platform.Json;

namespace Maru.Modules.Notifications.Texts;

/// <summary>The templates in force: the newest version that was saved, else the one Maru came with. Other processes see a change within <see cref="Freshness"/>.</summary>
internal sealed class TemplateStore(Database<NotificationsModule> database, TimeProvider time)
{
    public static readonly TimeSpan Freshness = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<(string Topic, string Language, int Version), ReadTemplate> _read = new();
    private volatile Known? _known;

    public async Task<ReadTemplate> InForceAsync(Topic topic, string language, CancellationToken ct)
    {
        var (version, content) = await ContentInForceAsync(topic, language, ct);
        return _read.GetOrAdd((topic.Name, language, version), _ => ReadTemplate.Read(topic, content).Template
            ?? throw new InvalidOperationException($"Version {version} of the template {topic.Name} ({language}) cannot be read."));
    }

    public async Task<(int Version, TemplateContent Content)> ContentInForceAsync(Topic topic, string language, CancellationToken ct)
    {
        if (_known is not { } known || time.GetElapsedTime(known.At) > Freshness)
        {
            var at = time.GetTimestamp();
            var rows = await database.QueryAsync<Row>(
                "select distinct on (topic, language) topic, language, version, content::text as content, actor, at from template_versions order by topic, language, version desc", null, ct);
            _known = known = new Known(at, rows.ToDictionary(r => (r.Topic, r.Language), r => (r.Version, MaruJson.Read<TemplateContent>(r.Content))));
        }

        return known.Newest.TryGetValue((topic.Name, language), out var saved) ? saved : (0, topic.BuiltIn(language));
    }

    public async Task<TemplateContent?> FindVersionAsync(Topic topic, string language, int version, CancellationToken ct) =>
        version == 0 ? topic.BuiltIn(language)
        : await database.QuerySingleOrDefaultAsync<string>(
            "select content::text from template_versions where topic = @topic and language = @language and version = @version", new { topic = topic.Name, language, version }, ct) is { } json
            ? MaruJson.Read<TemplateContent>(json)
            : null;

    public async Task<IReadOnlyList<TemplateVersion>> ListVersionsAsync(string topic, string language, CancellationToken ct) =>
    [
        .. (await database.QueryAsync<Row>(
            "select topic, language, version, '' as content, actor, at from template_versions where topic = @topic and language = @language order by version desc", new { topic, language }, ct))
            .Select(r => new TemplateVersion(r.Version, r.Actor, r.At)),
        new TemplateVersion(0, null, null),
    ];

    public async Task<int> SaveAsync(string topic, string language, TemplateContent content, string actor, CancellationToken ct)
    {
        // Two who save at once get a version each, one after the other.
        await using var transaction = await database.BeginAsync(ct);
        await transaction.ExecuteAsync("select pg_advisory_xact_lock(hashtext('template ' || @topic || ' ' || @language))", new { topic, language }, ct);
        var version = await transaction.QuerySingleOrDefaultAsync<int>(
            """
            insert into template_versions (topic, language, version, content, actor, at)
            select @topic, @language, coalesce(max(version), 0) + 1, @content::jsonb, @actor, @now from template_versions where topic = @topic and language = @language
            returning version
            """,
            new { topic, language, content = MaruJson.Write(content), actor, now = time.GetUtcNow() }, ct);
        await transaction.CommitAsync(ct);
        _known = null;
        return version;
    }

    private sealed record Known(long At, IReadOnlyDictionary<(string Topic, string Language), (int Version, TemplateContent Content)> Newest);

    private sealed record Row(string Topic, string Language, int Version, string Content, string Actor, DateTimeOffset At);
}

/// <summary>A template whose every part was read and found right.</summary>
internal sealed record ReadTemplate(TemplateText Subject, TemplateText Text, TemplateText? Html, TemplateText Brief, string? Action)
{
    private const int LongestSubject = 200;
    private const int LongestBrief = 500;

    public static (ReadTemplate? Template, IReadOnlyDictionary<string, string[]> Mistakes) Read(Topic topic, TemplateContent content)
    {
        var mistakes = new Dictionary<string, string[]>();
        TemplateText? Part(string field, string? text, int longest, bool oneLine)
        {
            List<string> wrong = [];
            if (string.IsNullOrWhiteSpace(text))
            {
                wrong.Add("is needed");
            }
            else if (text.Length > longest)
            {
                wrong.Add(FormattableString.Invariant($"must be at most {longest} characters"));
            }
            else if (oneLine && text.AsSpan().IndexOfAny('\r', '\n') >= 0)
            {
                wrong.Add("must be one line");
            }
            else if (text.Any(c => char.IsControl(c) && c is not ('\r' or '\n' or '\t')))
            {
                wrong.Add("must not contain control characters");
            }

            TemplateText? read = null;
            if (wrong.Count == 0)
            {
                (read, var found) = TemplateText.Read(text!, topic.InTexts);
                wrong.AddRange(found);
            }

            if (wrong.Count > 0)
            {
                mistakes[field] = [.. wrong];
            }

            return read;
        }

        var subject = Part("subject", content.Subject, LongestSubject, oneLine: true);
        var body = Part("text", content.Text, TemplateText.MostCharacters, oneLine: false);
        var html = content.Html is null ? null : Part("html", content.Html, TemplateText.MostCharacters, oneLine: false);
        var brief = Part("brief", content.Brief, LongestBrief, oneLine: false);
        if (content.Action is { } action && (action.Length > 60 || action.Any(char.IsControl)))
        {
            mistakes["action"] = ["must be one line of at most 60 characters"];
        }

        return mistakes.Count == 0 ? (new ReadTemplate(subject!, body!, html, brief!, content.Action), mistakes) : (null, mistakes);
    }
}
