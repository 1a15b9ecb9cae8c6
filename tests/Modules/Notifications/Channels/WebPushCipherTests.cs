using System.Buffers.Text;
using System.Security.Cryptography;
using Maru.Modules.Notifications.Channels.Push;

namespace Maru.Modules.Notifications.Tests.Channels;

public sealed class WebPushCipherTests
{
    /// <summary>The example of RFC 8291, section 5 and appendix A.</summary>
    [Fact]
    public void Encrypt_TheExampleOfTheStandard_GivesItsBytes()
    {
        var browser = Decode("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4");
        using var own = Private("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw", "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8");
        var message = WebPushCipher.Encrypt("When I grow up, I want to be a watermelon"u8, browser, Decode("BTBZMqHH6r4Tts7J_aSIgg"), own, Decode("DGv6ra1nlYgDCS1FRnbzlw"));
        Base64Url.EncodeToString(message).ShouldBe(
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(WebPushCipher.MostPlainBytes)]
    public void Encrypt_AnySize_IsReadByTheBrowserAlone(int size)
    {
        using var browser = new PushBrowser("https://push.example/1");
        using var other = new PushBrowser("https://push.example/2");
        var plain = RandomNumberGenerator.GetBytes(size);
        var message = WebPushCipher.Encrypt(plain, browser.PublicKey, browser.Secret);
        message.Length.ShouldBeLessThanOrEqualTo(4096);
        browser.Open(message).ShouldBe(plain);
        Should.Throw<CryptographicException>(() => other.Open(message));
        WebPushCipher.Encrypt(plain, browser.PublicKey, browser.Secret).ShouldNotBe(message);
    }

    [Fact]
    public void IsPublicKey_WhenNoPointOfTheCurve_IsFalse()
    {
        WebPushCipher.IsPublicKey(null).ShouldBeFalse();
        WebPushCipher.IsPublicKey([4, .. new byte[64]]).ShouldBeFalse();
        WebPushCipher.IsPublicKey([.. Enumerable.Repeat((byte)4, 65)]).ShouldBeFalse();
        using var browser = new PushBrowser("https://push.example/1");
        WebPushCipher.IsPublicKey(browser.PublicKey).ShouldBeTrue();
    }

    private static ECDiffieHellman Private(string d, string point) => ECDiffieHellman.Create(new ECParameters
    {
        Curve = ECCurve.NamedCurves.nistP256, D = Decode(d), Q = new ECPoint { X = Decode(point)[1..33], Y = Decode(point)[33..] },
    });

    private static byte[] Decode(string text) => Base64Url.DecodeFromChars(text);
}

/// <summary>A browser's side of a subscription: it has the keys and reads what is pushed.</summary>
internal sealed class PushBrowser(string endpoint) : IDisposable
{
    private readonly ECDiffieHellman _key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);

    public string Endpoint { get; } = endpoint;

    public byte[] Secret { get; } = RandomNumberGenerator.GetBytes(16);

    public byte[] PublicKey => WebPushCipher.PublicOf(_key);

    public Contracts.Notifications.BrowserSubscription Subscription => new(Endpoint, Base64Url.EncodeToString(PublicKey), Base64Url.EncodeToString(Secret), "Firefox");

    public byte[] Open(byte[] message)
    {
        var (salt, sender) = (message[..16], message[21..86]);
        message[16..21].ShouldBe([0, 0, 16, 0, 65]);
        var (key, nonce) = WebPushCipher.KeysOf(_key, sender, PublicKey, sender, Secret, salt);
        var plain = new byte[message.Length - 86 - 16];
        using var aes = new AesGcm(key, 16);
        aes.Decrypt(nonce, message.AsSpan(86, plain.Length), message.AsSpan(^16..), plain);
        plain[^1].ShouldBe((byte)2);
        return plain[..^1];
    }

    public void Dispose() => _key.Dispose();
}
