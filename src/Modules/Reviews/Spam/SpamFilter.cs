using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Maru.Contracts;
using Maru.Contracts.Reviews;
using Maru.Platform.Auth;
using Maru.Platform.Data;

namespace Maru.Modules.Reviews.Spam;

/// <summary>A text somebody wants to be read: a review, a question, an answer.</summary>
internal sealed record Post(Guid Id, ProductId Product, UserId? User, byte[]? AddressHash, string Text, bool Verified);

/// <summary>Looks at a text and at what came before it, and remembers it.</summary>
internal sealed class SpamFilter(Database<ReviewsModule> database, BlockedWords blocked, LearnedWords learned, MasterKey master, TimeProvider time)
{
    /// <summary>So many texts an hour are the most anybody can mean.</summary>
    public const int MostPerHour = 20;

    private readonly byte[] _addressKey = master.Derive("addresses of authors");

    public async Task<SpamVerdict> JudgeAsync(Post post, CancellationToken ct)
    {
        var folded = TextFold.Fold(post.Text);
        var (hash, isShort) = SimHash.Of(folded);
        var now = time.GetUtcNow();
        var company = await database.QuerySingleOrDefaultAsync<CompanyRow>(
            """
            select
                (select count(*)::int from (
                    select 1 from fingerprints where not @isShort and not short and post_id <> @Id
                        and (band0 = @b0 or band1 = @b1 or band2 = @b2 or band3 = @b3) and bit_count((simhash # @hash)::bit(64)) <= @near limit 50) d) as duplicates,
                (select count(*)::int from fingerprints where user_id = @User and at > @hourAgo and post_id <> @Id) as by_author,
                (select count(*)::int from fingerprints where address_hash = @AddressHash and user_id is distinct from @User and at > @hourAgo) as by_address,
                (select count(*)::int from fingerprints where product_id = @Product and at > @hourAgo) as of_product,
                (select count(*)::float8 / 720 from fingerprints where product_id = @Product and at > @monthAgo) as usual_of_product
            """,
            new
            {
                post.Id, post.User, post.AddressHash, post.Product, isShort, hash = (long)hash.Value, near = SimHash.NearBits,
                b0 = hash.Band(0), b1 = hash.Band(1), b2 = hash.Band(2), b3 = hash.Band(3), hourAgo = now.AddHours(-1), monthAgo = now.AddDays(-30),
            }, ct);
        var facts = new SpamFacts(
            company!.Duplicates, company.ByAuthor, company.ByAddress, company.OfProduct, company.UsualOfProduct, blocked.FindIn(post.Text, folded), await learned.JudgeAsync(folded, ct),
            post.Verified);
        return SpamScorer.Judge(post.Text, facts);
    }

    public Task RememberAsync(Transaction transaction, Post post, CancellationToken ct)
    {
        var (hash, isShort) = SimHash.Of(TextFold.Fold(post.Text));
        return transaction.ExecuteAsync(
            """
            insert into fingerprints (post_id, product_id, user_id, address_hash, simhash, band0, band1, band2, band3, short, at)
            values (@Id, @Product, @User, @AddressHash, @hash, @b0, @b1, @b2, @b3, @isShort, @now)
            on conflict (post_id) do update set simhash = excluded.simhash, band0 = excluded.band0, band1 = excluded.band1, band2 = excluded.band2, band3 = excluded.band3,
                short = excluded.short
            """,
            new
            {
                post.Id, post.Product, post.User, post.AddressHash, isShort, hash = (long)hash.Value, b0 = hash.Band(0), b1 = hash.Band(1), b2 = hash.Band(2), b3 = hash.Band(3),
                now = time.GetUtcNow(),
            }, ct);
    }

    /// <returns>Null while the author may go on.</returns>
    public async Task<TooManyPosts?> TooManyAsync(UserId user, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var recent = await database.QueryAsync<DateTimeOffset>(
            "select at from fingerprints where user_id = @user and at > @since order by at limit @MostPerHour", new { user, since = now.AddHours(-1), MostPerHour }, ct);
        return recent.Count < MostPerHour ? null : new TooManyPosts(MostPerHour, recent[0].AddHours(1));
    }

    /// <summary>A keyed hash of the network an address belongs to: the address itself for IPv4, its /64 for IPv6.</summary>
    public byte[]? HashAddress(string? address)
    {
        if (!IPAddress.TryParse(address, out var ip))
        {
            return null;
        }

        ip = ip.IsIPv4MappedToIPv6 ? ip.MapToIPv4() : ip;
        var bytes = ip.GetAddressBytes();
        return HMACSHA256.HashData(_addressKey, ip.AddressFamily == AddressFamily.InterNetworkV6 ? bytes.AsSpan(0, 8) : bytes)[..16];
    }

    private sealed record CompanyRow(int Duplicates, int ByAuthor, int ByAddress, int OfProduct, double UsualOfProduct);
}
