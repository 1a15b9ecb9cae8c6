using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Maru.Contracts;
using Maru.Platform.Auth;

namespace Maru.Modules.Ordering.Orders;

/// <summary>Lets whoever placed an order read it. The token follows from the order's id and the master key, so that a repeated checkout gets the same one.</summary>
internal sealed class GuestTokens(MasterKey master)
{
    private readonly byte[] _key = master.Derive("ordering guest tokens");

    public string Of(OrderId order) => Base64Url.EncodeToString(HMACSHA256.HashData(_key, order.Value.ToByteArray()).AsSpan(0, 24));

    public bool IsValid(OrderId order, string token) => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Of(order)), Encoding.UTF8.GetBytes(token));
}
