using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Maru.Contracts;
using Maru.Contracts.Identity;
using Maru.Contracts.Notifications;
using Maru.Platform.Auth;
using Maru.Platform.Data;
using Maru.Platform.Json;

namespace Maru.Modules.Notifications.Channels.Mails;

/// <summary>The way out of a shop that has no mail server: mail stays here, sealed, and is read in the back office. A message comes in once, however often it is sent.</summary>
internal sealed class MailBox(Database<NotificationsModule> database, MasterKey master, IAudit audit, TimeProvider time) : IChannel, IMailBox
{
    private readonly byte[] _digestKey = master.Derive("notifications mail box addresses");

    public NotificationChannel Kind => NotificationChannel.Mail;

    public string Provider => "mailbox";

    public int BatchSize => 100;

    public async Task<IReadOnlyList<Delivery>> SendAsync(IReadOnlyList<Outgoing> messages, CancellationToken ct)
    {
        await database.ExecuteAsync(
            """
            insert into mailbox (message_id, address_digest, content, at)
            select m.id, m.digest, m.content, @now from unnest(@ids, @digests::bytea[], @contents::bytea[]) as m (id, digest, content) where exists (select from messages x where x.id = m.id)
            on conflict (message_id) do nothing
            """,
            new
            {
                now = time.GetUtcNow(),
                ids = messages.Select(m => m.Id.Value).ToArray(),
                digests = messages.Select(m => Hex(DigestOf(m.To.Address))).ToArray(),
                contents = messages.Select(m => Hex(Seal(m.Id, new Content(m.To.Address, m.Content.Mail)))).ToArray(),
            }, ct);
        return [.. messages.Select(_ => Delivery.Accepted())];
    }

    public async Task<Page<MailSummary>> ListAsync(string? address, PageRequest page, CancellationToken ct)
    {
        var rows = await database.QueryAsync<Row>(
            """
            select b.message_id, m.topic, m.order_id, b.content, b.at, count(*) over () as total from mailbox b join messages m on m.id = b.message_id
            where @digest::bytea is null or b.address_digest = @digest order by b.at desc, b.message_id desc limit @Size offset @Offset
            """,
            new { digest = string.IsNullOrWhiteSpace(address) ? null : DigestOf(address), page.Size, page.Offset }, ct);
        return new Page<MailSummary>([.. rows.Select(Summary)], rows.FirstOrDefault()?.Total ?? 0, page.Number, page.Size);
    }

    public async Task<MailView?> ReadAsync(MessageId id, CancellationToken ct)
    {
        var row = await database.QuerySingleOrDefaultAsync<Row>(
            "select b.message_id, m.topic, m.order_id, b.content, b.at, 1::bigint as total from mailbox b join messages m on m.id = b.message_id where b.message_id = @id", new { id }, ct);
        if (row is null)
        {
            return null;
        }

        var content = Open(row);
        return new MailView(id, row.Topic, content.To, content.Mail.Subject, content.Mail.Text, content.Mail.Html, row.OrderId, row.At);
    }

    public async Task<int> EraseAsync(string address, string actor, CancellationToken ct)
    {
        var gone = await database.ExecuteAsync("delete from mailbox where address_digest = @digest", new { digest = DigestOf(address) }, ct);
        await audit.RecordAsync(actor, "notifications.erase-mail", "mailbox", string.Create(CultureInfo.InvariantCulture, $"{gone} mails"), ct);
        return gone;
    }

    private static string Hex(byte[] value) => @"\x" + Convert.ToHexString(value);

    private byte[] DigestOf(string address) => HMACSHA256.HashData(_digestKey, Encoding.UTF8.GetBytes(address.Trim().ToLowerInvariant()));

    private byte[] Seal(MessageId id, Content content) => master.Seal(Encoding.UTF8.GetBytes(MaruJson.Write(content)), id.Value.ToByteArray());

    private Content Open(Row row) => MaruJson.Read<Content>(Encoding.UTF8.GetString(master.Open(row.Content, row.MessageId.Value.ToByteArray())));

    private MailSummary Summary(Row row)
    {
        var content = Open(row);
        return new MailSummary(row.MessageId, row.Topic, content.To, content.Mail.Subject, row.OrderId, row.At);
    }

    private sealed record Content(string To, MailContent Mail);

    private sealed record Row(MessageId MessageId, string Topic, OrderId? OrderId, byte[] Content, DateTimeOffset At, long Total);
}
