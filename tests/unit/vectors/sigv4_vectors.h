/*
 * Requests signed by botocore. Made by make_vectors.py; never edited by hand.
 */
#ifndef MEMBERHUB_TESTS_SIGV4_VECTORS_H
#define MEMBERHUB_TESTS_SIGV4_VECTORS_H

#include "base/str.h"

/* clang-format off */
#define VECTOR_KEY "AKIDMEMBERHUB0000001"
#define VECTOR_SECRET "a secret/with+every=kind of-byte_~\303\251"

struct sigv4_vector {
    const char *name;
    struct str request, canonical_request, string_to_sign, signature, timestamp;
};

static const struct sigv4_vector sigv4_vectors[] = {
    { "EnableSecurityHub",
      { "POST /accounts HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "Content-Type: application/json\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=content-type;host;x-amz-date, Signature"
        "=8e91edd54ef15cf81820d7197f89b187f7dae17a7d205dac386d196bc0b66614\r\n"
        "Content-Length: 2\r\n"
        "\r\n"
        "{}",
        363 },
      { "POST\n"
        "/accounts\n"
        "\n"
        "content-type:application/json\n"
        "host:hub.example:8080\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "content-type;host;x-amz-date\n"
        "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a",
        190 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "1fbc26d2c729f8a1dcf2e52e986356910266f19114881e3544b70d935131baf2",
        142 },
      { "8e91edd54ef15cf81820d7197f89b187f7dae17a7d205dac386d196bc0b66614",
        64 },
      { "20261122T034500Z",
        16 } },
    { "DisableSecurityHub",
      { "DELETE /accounts HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=host;x-amz-date, Signature=fee98ea8933b"
        "3843cb27ba8fcd26f9e9abbe96dde811ff057ee09b4ae870c82d\r\n"
        "\r\n",
        299 },
      { "DELETE\n"
        "/accounts\n"
        "\n"
        "host:hub.example:8080\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "host;x-amz-date\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        149 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "505227f232e5ee575aead0747e5ab3088d57150e7d188a20d42e532864b697cb",
        142 },
      { "fee98ea8933b3843cb27ba8fcd26f9e9abbe96dde811ff057ee09b4ae870c82d",
        64 },
      { "20261122T034500Z",
        16 } },
    { "DisableSecurityHub, presigned",
      { "DELETE /accounts\?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDMEMBERHUB"
        "0000001%2F20261122%2Feu-west-1%2Fsecurityhub%2Faws4_request&X-Amz-Date=20261122T0"
        "34500Z&X-Amz-Expires=3600&X-Amz-SignedHeaders=host&X-Amz-Signature=275652d4cf429c"
        "839ba891fbefcfb9f0fb35076f39a9fa26599492fd5d9a012b HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "\r\n",
        329 },
      { "DELETE\n"
        "/accounts\n"
        "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDMEMBERHUB0000001%2F20261122"
        "%2Feu-west-1%2Fsecurityhub%2Faws4_request&X-Amz-Date=20261122T034500Z&X-Amz-Expir"
        "es=3600&X-Amz-SignedHeaders=host\n"
        "host:hub.example:8080\n"
        "\n"
        "host\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        304 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "ce3ed4e6de131ee235c6413098472a833d641fe3752a068475857f1327e9d6ef",
        142 },
      { "275652d4cf429c839ba891fbefcfb9f0fb35076f39a9fa26599492fd5d9a012b",
        64 },
      { "20261122T034500Z",
        16 } },
    { "DescribeHub",
      { "GET /accounts HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=host;x-amz-date, Signature=81eaae224cba"
        "0e4b083237def4a35f5d680ca3d7b002d3e8ae6253f58c3eb8d5\r\n"
        "\r\n",
        296 },
      { "GET\n"
        "/accounts\n"
        "\n"
        "host:hub.example:8080\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "host;x-amz-date\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        146 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "a848f76e050115e434be179703bf31126b09521e6cf26196508f03d3dffc6526",
        142 },
      { "81eaae224cba0e4b083237def4a35f5d680ca3d7b002d3e8ae6253f58c3eb8d5",
        64 },
      { "20261122T034500Z",
        16 } },
    { "DescribeHub, presigned",
      { "GET /accounts\?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDMEMBERHUB000"
        "0001%2F20261122%2Feu-west-1%2Fsecurityhub%2Faws4_request&X-Amz-Date=20261122T0345"
        "00Z&X-Amz-Expires=3600&X-Amz-SignedHeaders=host&X-Amz-Signature=5db5374d6302d1185"
        "15eb4f33d95137b458874b56f1753280ca391087f2ff98a HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "\r\n",
        326 },
      { "GET\n"
        "/accounts\n"
        "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDMEMBERHUB0000001%2F20261122"
        "%2Feu-west-1%2Fsecurityhub%2Faws4_request&X-Amz-Date=20261122T034500Z&X-Amz-Expir"
        "es=3600&X-Amz-SignedHeaders=host\n"
        "host:hub.example:8080\n"
        "\n"
        "host\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        301 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "91abc0ad17e15d34f2d588768c9d33a2f3b7f3c070f5b350a02755aadda12269",
        142 },
      { "5db5374d6302d118515eb4f33d95137b458874b56f1753280ca391087f2ff98a",
        64 },
      { "20261122T034500Z",
        16 } },
    { "DescribeHub with an ARN",
      { "GET /accounts\?HubArn=arn%3Aaws%3Asecurityhub%3Aeu-west-1%3A111111111111%3Ahub%2F"
        "default HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=host;x-amz-date, Signature=f1233ddc54b6"
        "bc780205e1d42b1b192f59745ec36efac5729a4e463bcbc9bb92\r\n"
        "\r\n",
        370 },
      { "GET\n"
        "/accounts\n"
        "HubArn=arn%3Aaws%3Asecurityhub%3Aeu-west-1%3A111111111111%3Ahub%2Fdefault\n"
        "host:hub.example:8080\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "host;x-amz-date\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        219 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "9805b688bc2982896402545c52e4eb10862f09dbe456f332670d7c97d5642d0b",
        142 },
      { "f1233ddc54b6bc780205e1d42b1b192f59745ec36efac5729a4e463bcbc9bb92",
        64 },
      { "20261122T034500Z",
        16 } },
    { "DescribeHub with an ARN, presigned",
      { "GET /accounts\?HubArn=arn%3Aaws%3Asecurityhub%3Aeu-west-1%3A111111111111%3Ahub%2F"
        "default&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDMEMBERHUB0000001%2F"
        "20261122%2Feu-west-1%2Fsecurityhub%2Faws4_request&X-Amz-Date=20261122T034500Z&X-A"
        "mz-Expires=3600&X-Amz-SignedHeaders=host&X-Amz-Signature=0f9e9baf54f39ecfd746d545"
        "f8409a9beddba79bfc8033f589150d52b4c5dd50 HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "\r\n",
        400 },
      { "GET\n"
        "/accounts\n"
        "HubArn=arn%3Aaws%3Asecurityhub%3Aeu-west-1%3A111111111111%3Ahub%2Fdefault&X-Amz-A"
        "lgorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDMEMBERHUB0000001%2F20261122%2Feu-w"
        "est-1%2Fsecurityhub%2Faws4_request&X-Amz-Date=20261122T034500Z&X-Amz-Expires=3600"
        "&X-Amz-SignedHeaders=host\n"
        "host:hub.example:8080\n"
        "\n"
        "host\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        375 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "f921fd8825ac12b351ff7c505cc844883b92a6d7f5b3d8228e73da34e1393ac3",
        142 },
      { "0f9e9baf54f39ecfd746d545f8409a9beddba79bfc8033f589150d52b4c5dd50",
        64 },
      { "20261122T034500Z",
        16 } },
    { "UpdateSecurityHubConfiguration",
      { "PATCH /accounts HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "Content-Type: application/json\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=content-type;host;x-amz-date, Signature"
        "=a0299524f1a31493b377dd18e475083944fe95b28e7ec182c0c7a9fdf45e18a1\r\n"
        "Content-Length: 29\r\n"
        "\r\n"
        "{\"AutoEnableControls\": false}",
        392 },
      { "PATCH\n"
        "/accounts\n"
        "\n"
        "content-type:application/json\n"
        "host:hub.example:8080\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "content-type;host;x-amz-date\n"
        "65a7a37fdc56b0c2ce2700ccf90b300e566619c94bde0ecefeb62c16f027ae5e",
        191 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "a5ed83c9b4f4babc6f991b964893943b4a69c9f3e27f5f25d67e9025dff0adbf",
        142 },
      { "a0299524f1a31493b377dd18e475083944fe95b28e7ec182c0c7a9fdf45e18a1",
        64 },
      { "20261122T034500Z",
        16 } },
    { "CreateMembers",
      { "POST /members HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "Content-Type: application/json\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=content-type;host;x-amz-date, Signature"
        "=35a499cb4bb369b25b7b1b784fb84fb251ec67241e5b0ecaeca2442e2f129bde\r\n"
        "Content-Length: 77\r\n"
        "\r\n"
        "{\"AccountDetails\": [{\"AccountId\": \"222222222222\", \"Email\": \"a@example.co"
        "m\"}]}",
        438 },
      { "POST\n"
        "/members\n"
        "\n"
        "content-type:application/json\n"
        "host:hub.example:8080\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "content-type;host;x-amz-date\n"
        "943e74aca21df47ee3065678146c0b2d552aa2d1a73ded810c96e049c61f1d63",
        189 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "b05cd0d23e954812ce4dd54563df263020b727457f05968a2b813cf54e7451c3",
        142 },
      { "35a499cb4bb369b25b7b1b784fb84fb251ec67241e5b0ecaeca2442e2f129bde",
        64 },
      { "20261122T034500Z",
        16 } },
    { "GetMembers",
      { "POST /members/get HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "Content-Type: application/json\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=content-type;host;x-amz-date, Signature"
        "=03338393f111b943d80af4b661b1f4e77f656c132454c12a81e39d999e5f1766\r\n"
        "Content-Length: 48\r\n"
        "\r\n"
        "{\"AccountIds\": [\"222222222222\", \"333333333333\"]}",
        413 },
      { "POST\n"
        "/members/get\n"
        "\n"
        "content-type:application/json\n"
        "host:hub.example:8080\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "content-type;host;x-amz-date\n"
        "f06c70978a3098b917725c6878f7d791f9fb1fe71a31173fc2bdef7e672cad12",
        193 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "2a24fe2f29c1e00f8c2db27d4062564f5df54aba645621768ca4852143a4713a",
        142 },
      { "03338393f111b943d80af4b661b1f4e77f656c132454c12a81e39d999e5f1766",
        64 },
      { "20261122T034500Z",
        16 } },
    { "ListMembers",
      { "GET /members HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=host;x-amz-date, Signature=7730b7a39578"
        "61220801fba16117f7610ca0cd44eef644353f46c7e55fa90280\r\n"
        "\r\n",
        295 },
      { "GET\n"
        "/members\n"
        "\n"
        "host:hub.example:8080\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "host;x-amz-date\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        145 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "1e8a2750a8e100daf50b6aa1261cf229adde8789e09746eeacb3fbe50e840433",
        142 },
      { "7730b7a3957861220801fba16117f7610ca0cd44eef644353f46c7e55fa90280",
        64 },
      { "20261122T034500Z",
        16 } },
    { "ListMembers, presigned",
      { "GET /members\?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDMEMBERHUB0000"
        "001%2F20261122%2Feu-west-1%2Fsecurityhub%2Faws4_request&X-Amz-Date=20261122T03450"
        "0Z&X-Amz-Expires=3600&X-Amz-SignedHeaders=host&X-Amz-Signature=437b2f652bc8abc4e3"
        "b020da2682885dea122d6dba70db44bf9696caee516204 HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "\r\n",
        325 },
      { "GET\n"
        "/members\n"
        "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDMEMBERHUB0000001%2F20261122"
        "%2Feu-west-1%2Fsecurityhub%2Faws4_request&X-Amz-Date=20261122T034500Z&X-Amz-Expir"
        "es=3600&X-Amz-SignedHeaders=host\n"
        "host:hub.example:8080\n"
        "\n"
        "host\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        300 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "5bfa286d340c8ab00188efba05cf87d0ba3190620397bd4b164ba33280961f34",
        142 },
      { "437b2f652bc8abc4e3b020da2682885dea122d6dba70db44bf9696caee516204",
        64 },
      { "20261122T034500Z",
        16 } },
    { "ListMembers with all parameters",
      { "GET /members\?OnlyAssociated=false&MaxResults=50&NextToken=a%2Fb%3D HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=host;x-amz-date, Signature=43f14a413356"
        "49008c7d7cf1367a5c2642f3b7845aaf86017b4798e8fe20c3a3\r\n"
        "\r\n",
        349 },
      { "GET\n"
        "/members\n"
        "MaxResults=50&NextToken=a%2Fb%3D&OnlyAssociated=false\n"
        "host:hub.example:8080\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "host;x-amz-date\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        198 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "50e537beff93a518b401683987eb5272d2267c374a7dc6a1eb9e4f2b18e9cd48",
        142 },
      { "43f14a41335649008c7d7cf1367a5c2642f3b7845aaf86017b4798e8fe20c3a3",
        64 },
      { "20261122T034500Z",
        16 } },
    { "ListMembers with all parameters, presigned",
      { "GET /members\?OnlyAssociated=false&MaxResults=50&NextToken=a%2Fb%3D&X-Amz-Algorit"
        "hm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDMEMBERHUB0000001%2F20261122%2Feu-west-1%"
        "2Fsecurityhub%2Faws4_request&X-Amz-Date=20261122T034500Z&X-Amz-Expires=3600&X-Amz"
        "-SignedHeaders=host&X-Amz-Signature=e82651cf26746d28af01be3bb48c179bcd9c68474230e"
        "26ce7d708c8a34e54b7 HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "\r\n",
        379 },
      { "GET\n"
        "/members\n"
        "MaxResults=50&NextToken=a%2Fb%3D&OnlyAssociated=false&X-Amz-Algorithm=AWS4-HMAC-S"
        "HA256&X-Amz-Credential=AKIDMEMBERHUB0000001%2F20261122%2Feu-west-1%2Fsecurityhub%"
        "2Faws4_request&X-Amz-Date=20261122T034500Z&X-Amz-Expires=3600&X-Amz-SignedHeaders"
        "=host\n"
        "host:hub.example:8080\n"
        "\n"
        "host\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        354 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "2dc5567a7246e01560036b4ec817977ae384c2470b12e811603bccd006a85a9c",
        142 },
      { "e82651cf26746d28af01be3bb48c179bcd9c68474230e26ce7d708c8a34e54b7",
        64 },
      { "20261122T034500Z",
        16 } },
    { "DeleteMembers",
      { "POST /members/delete HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "Content-Type: application/json\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=content-type;host;x-amz-date, Signature"
        "=d76c6f372f3b8b14a0139424a420ff44d7fb0b7de663b31e25ff5fcf96755342\r\n"
        "Content-Length: 48\r\n"
        "\r\n"
        "{\"AccountIds\": [\"222222222222\", \"333333333333\"]}",
        416 },
      { "POST\n"
        "/members/delete\n"
        "\n"
        "content-type:application/json\n"
        "host:hub.example:8080\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "content-type;host;x-amz-date\n"
        "f06c70978a3098b917725c6878f7d791f9fb1fe71a31173fc2bdef7e672cad12",
        196 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "5968538747ff82a0e3caf69e8856373185aa92dc43e91b58d1c4bb5e94011b80",
        142 },
      { "d76c6f372f3b8b14a0139424a420ff44d7fb0b7de663b31e25ff5fcf96755342",
        64 },
      { "20261122T034500Z",
        16 } },
    { "InviteMembers",
      { "POST /members/invite HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "Content-Type: application/json\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=content-type;host;x-amz-date, Signature"
        "=af5e1f74918a6c29d747c30e3d3a2a6352b704e432e665077437545364ce0a94\r\n"
        "Content-Length: 48\r\n"
        "\r\n"
        "{\"AccountIds\": [\"222222222222\", \"333333333333\"]}",
        416 },
      { "POST\n"
        "/members/invite\n"
        "\n"
        "content-type:application/json\n"
        "host:hub.example:8080\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "content-type;host;x-amz-date\n"
        "f06c70978a3098b917725c6878f7d791f9fb1fe71a31173fc2bdef7e672cad12",
        196 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "4a88a518a934050e6f9d3c658fd416bba276c388d1f2079fb983b44dc6448ade",
        142 },
      { "af5e1f74918a6c29d747c30e3d3a2a6352b704e432e665077437545364ce0a94",
        64 },
      { "20261122T034500Z",
        16 } },
    { "DisassociateMembers",
      { "POST /members/disassociate HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "Content-Type: application/json\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=content-type;host;x-amz-date, Signature"
        "=fca23b56e9fe56c9fba2c20e5a05b08eb7d5bcf7a9a208cdc13bc3c84a1aeeba\r\n"
        "Content-Length: 48\r\n"
        "\r\n"
        "{\"AccountIds\": [\"222222222222\", \"333333333333\"]}",
        422 },
      { "POST\n"
        "/members/disassociate\n"
        "\n"
        "content-type:application/json\n"
        "host:hub.example:8080\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "content-type;host;x-amz-date\n"
        "f06c70978a3098b917725c6878f7d791f9fb1fe71a31173fc2bdef7e672cad12",
        202 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "fc47ab5c8cbe898b02b5e1db5ef14cd1f4f210ee91b7a4ef8700b31c9b12095c",
        142 },
      { "fca23b56e9fe56c9fba2c20e5a05b08eb7d5bcf7a9a208cdc13bc3c84a1aeeba",
        64 },
      { "20261122T034500Z",
        16 } },
    { "ListInvitations",
      { "GET /invitations\?MaxResults=1 HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=host;x-amz-date, Signature=4dd2a0069a53"
        "5b54085bd37c6eb432d045d10412db25ae3a8c5eaeafb0a9cc49\r\n"
        "\r\n",
        312 },
      { "GET\n"
        "/invitations\n"
        "MaxResults=1\n"
        "host:hub.example:8080\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "host;x-amz-date\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        161 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "8fe98ecd57a0fa4dd6185e7a1a2256c346b3b55453e11ef036a03cebc44fa0e2",
        142 },
      { "4dd2a0069a535b54085bd37c6eb432d045d10412db25ae3a8c5eaeafb0a9cc49",
        64 },
      { "20261122T034500Z",
        16 } },
    { "ListInvitations, presigned",
      { "GET /invitations\?MaxResults=1&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential="
        "AKIDMEMBERHUB0000001%2F20261122%2Feu-west-1%2Fsecurityhub%2Faws4_request&X-Amz-Da"
        "te=20261122T034500Z&X-Amz-Expires=3600&X-Amz-SignedHeaders=host&X-Amz-Signature=4"
        "ef294953f668b1a26606e5c3d1d49ff1ab042d9e786df25d9f2b235f0e45df6 HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "\r\n",
        342 },
      { "GET\n"
        "/invitations\n"
        "MaxResults=1&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDMEMBERHUB00000"
        "01%2F20261122%2Feu-west-1%2Fsecurityhub%2Faws4_request&X-Amz-Date=20261122T034500"
        "Z&X-Amz-Expires=3600&X-Amz-SignedHeaders=host\n"
        "host:hub.example:8080\n"
        "\n"
        "host\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        317 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "989654823064fcbf0f23f2697deee37dee610aad00c30922157df4629e6e6f84",
        142 },
      { "4ef294953f668b1a26606e5c3d1d49ff1ab042d9e786df25d9f2b235f0e45df6",
        64 },
      { "20261122T034500Z",
        16 } },
    { "GetInvitationsCount",
      { "GET /invitations/count HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=host;x-amz-date, Signature=5724ef0192de"
        "890879645c18ce667dd1fb7cf7c898d984c4552b331175d66e0f\r\n"
        "\r\n",
        305 },
      { "GET\n"
        "/invitations/count\n"
        "\n"
        "host:hub.example:8080\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "host;x-amz-date\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        155 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "a71ff809060974ac00bf9c3953cd8737d508650f294de4e657ec3cb0094edc7b",
        142 },
      { "5724ef0192de890879645c18ce667dd1fb7cf7c898d984c4552b331175d66e0f",
        64 },
      { "20261122T034500Z",
        16 } },
    { "GetInvitationsCount, presigned",
      { "GET /invitations/count\?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDMEM"
        "BERHUB0000001%2F20261122%2Feu-west-1%2Fsecurityhub%2Faws4_request&X-Amz-Date=2026"
        "1122T034500Z&X-Amz-Expires=3600&X-Amz-SignedHeaders=host&X-Amz-Signature=ba010eb9"
        "c54802db72499464fac8028736401127644095e10b8c87010dd25bd3 HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "\r\n",
        335 },
      { "GET\n"
        "/invitations/count\n"
        "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDMEMBERHUB0000001%2F20261122"
        "%2Feu-west-1%2Fsecurityhub%2Faws4_request&X-Amz-Date=20261122T034500Z&X-Amz-Expir"
        "es=3600&X-Amz-SignedHeaders=host\n"
        "host:hub.example:8080\n"
        "\n"
        "host\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        310 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "6d8e556b69d5bdbe5155fd3df33eb2e5903c48eade21f78221baf8f348de64cb",
        142 },
      { "ba010eb9c54802db72499464fac8028736401127644095e10b8c87010dd25bd3",
        64 },
      { "20261122T034500Z",
        16 } },
    { "AcceptInvitation",
      { "POST /master HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "Content-Type: application/json\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=content-type;host;x-amz-date, Signature"
        "=78b4d2295f0d11eb83ebcf886372543e042a0cbcc5dae4702c3dbc25f094f069\r\n"
        "Content-Length: 80\r\n"
        "\r\n"
        "{\"MasterId\": \"111111111111\", \"InvitationId\": \"2cb097774d0b74808af8fa270f1d"
        "c404\"}",
        440 },
      { "POST\n"
        "/master\n"
        "\n"
        "content-type:application/json\n"
        "host:hub.example:8080\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "content-type;host;x-amz-date\n"
        "d0c2a138fd4119e7551974b6499fa2bac23c776700df67af92aa5d1528c974ad",
        188 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "eacd465607b34c39ccc0cf203515ad3d49c9b649ecc5e7c79892adaea383b475",
        142 },
      { "78b4d2295f0d11eb83ebcf886372543e042a0cbcc5dae4702c3dbc25f094f069",
        64 },
      { "20261122T034500Z",
        16 } },
    { "AcceptAdministratorInvitation",
      { "POST /administrator HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "Content-Type: application/json\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=content-type;host;x-amz-date, Signature"
        "=8c421636af0afb5d57d6e8f28806189487e6d9af3eaf73bd561abb5cc8e9a752\r\n"
        "Content-Length: 87\r\n"
        "\r\n"
        "{\"AdministratorId\": \"111111111111\", \"InvitationId\": \"2cb097774d0b74808af8f"
        "a270f1dc404\"}",
        454 },
      { "POST\n"
        "/administrator\n"
        "\n"
        "content-type:application/json\n"
        "host:hub.example:8080\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "content-type;host;x-amz-date\n"
        "2b6b564737e7bd9d430419e63288745fc03d9a4780cb92373eff176c4e3c5dad",
        195 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "8cada2977d50521a2aacb438dcf8ec178957c8aa47429f43531fd043b918cd4d",
        142 },
      { "8c421636af0afb5d57d6e8f28806189487e6d9af3eaf73bd561abb5cc8e9a752",
        64 },
      { "20261122T034500Z",
        16 } },
    { "DeclineInvitations",
      { "POST /invitations/decline HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "Content-Type: application/json\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=content-type;host;x-amz-date, Signature"
        "=c17745957a8eb55c969436ee9b11578fca814ccec60de5e2ffab1c56745ea3f4\r\n"
        "Content-Length: 32\r\n"
        "\r\n"
        "{\"AccountIds\": [\"111111111111\"]}",
        405 },
      { "POST\n"
        "/invitations/decline\n"
        "\n"
        "content-type:application/json\n"
        "host:hub.example:8080\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "content-type;host;x-amz-date\n"
        "afde4b1b08f4704d87a6cfed6bc527eec5a6fd2531601a9c86837e88a73a7ebc",
        201 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "e88c35ef6031778607594bf9ebe6f4983641df455aeea4a0efb5edb211661100",
        142 },
      { "c17745957a8eb55c969436ee9b11578fca814ccec60de5e2ffab1c56745ea3f4",
        64 },
      { "20261122T034500Z",
        16 } },
    { "DeleteInvitations",
      { "POST /invitations/delete HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "Content-Type: application/json\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=content-type;host;x-amz-date, Signature"
        "=9aac5349ce9fb25fd3bce4524654bfe37306428f5ce4f5604372bcb3a4b249d5\r\n"
        "Content-Length: 32\r\n"
        "\r\n"
        "{\"AccountIds\": [\"111111111111\"]}",
        404 },
      { "POST\n"
        "/invitations/delete\n"
        "\n"
        "content-type:application/json\n"
        "host:hub.example:8080\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "content-type;host;x-amz-date\n"
        "afde4b1b08f4704d87a6cfed6bc527eec5a6fd2531601a9c86837e88a73a7ebc",
        200 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "50fc89611802528857e35ab5f6a87a12028b5eaba94a3230310ea0a698059450",
        142 },
      { "9aac5349ce9fb25fd3bce4524654bfe37306428f5ce4f5604372bcb3a4b249d5",
        64 },
      { "20261122T034500Z",
        16 } },
    { "GetMasterAccount",
      { "GET /master HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=host;x-amz-date, Signature=6da6c08f2892"
        "9424fe79a81c08912b54c6fd5cf3a1b9aa2bec12787a6fef8ecb\r\n"
        "\r\n",
        294 },
      { "GET\n"
        "/master\n"
        "\n"
        "host:hub.example:8080\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "host;x-amz-date\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        144 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "5d1f2df4fedb31d72aaddadc898fc4888b65a40b58f7938d41b6e3e68e04b526",
        142 },
      { "6da6c08f28929424fe79a81c08912b54c6fd5cf3a1b9aa2bec12787a6fef8ecb",
        64 },
      { "20261122T034500Z",
        16 } },
    { "GetMasterAccount, presigned",
      { "GET /master\?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDMEMBERHUB00000"
        "01%2F20261122%2Feu-west-1%2Fsecurityhub%2Faws4_request&X-Amz-Date=20261122T034500"
        "Z&X-Amz-Expires=3600&X-Amz-SignedHeaders=host&X-Amz-Signature=85645673f953fc28cad"
        "9a6b4bac12d3d6889648140b3dc6a42af067b89737204 HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "\r\n",
        324 },
      { "GET\n"
        "/master\n"
        "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDMEMBERHUB0000001%2F20261122"
        "%2Feu-west-1%2Fsecurityhub%2Faws4_request&X-Amz-Date=20261122T034500Z&X-Amz-Expir"
        "es=3600&X-Amz-SignedHeaders=host\n"
        "host:hub.example:8080\n"
        "\n"
        "host\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        299 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "4dbd3baeb6f00e982bfef7ea3b06e6be3eaa6d68c77bae39ed276e6f5432f1f0",
        142 },
      { "85645673f953fc28cad9a6b4bac12d3d6889648140b3dc6a42af067b89737204",
        64 },
      { "20261122T034500Z",
        16 } },
    { "GetAdministratorAccount",
      { "GET /administrator HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=host;x-amz-date, Signature=f4cbeacf8b2a"
        "0434f9fb1db2ff5e1d0c2f3e99b2b5441d7cd0fc7605d6cd64ce\r\n"
        "\r\n",
        301 },
      { "GET\n"
        "/administrator\n"
        "\n"
        "host:hub.example:8080\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "host;x-amz-date\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        151 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "9cb96444f6e247696b71171277fae62ce26c86d4a453fb85faafc4f4a30c217d",
        142 },
      { "f4cbeacf8b2a0434f9fb1db2ff5e1d0c2f3e99b2b5441d7cd0fc7605d6cd64ce",
        64 },
      { "20261122T034500Z",
        16 } },
    { "GetAdministratorAccount, presigned",
      { "GET /administrator\?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDMEMBERH"
        "UB0000001%2F20261122%2Feu-west-1%2Fsecurityhub%2Faws4_request&X-Amz-Date=20261122"
        "T034500Z&X-Amz-Expires=3600&X-Amz-SignedHeaders=host&X-Amz-Signature=4708c8ac3824"
        "aa4e15fe7aa5258daf99d5438d86de9a0adf48725fa4f5bf6209 HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "\r\n",
        331 },
      { "GET\n"
        "/administrator\n"
        "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDMEMBERHUB0000001%2F20261122"
        "%2Feu-west-1%2Fsecurityhub%2Faws4_request&X-Amz-Date=20261122T034500Z&X-Amz-Expir"
        "es=3600&X-Amz-SignedHeaders=host\n"
        "host:hub.example:8080\n"
        "\n"
        "host\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        306 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "224310e9fe440ec290061823332260ab7d56398b077f41bebc979a3395df282a",
        142 },
      { "4708c8ac3824aa4e15fe7aa5258daf99d5438d86de9a0adf48725fa4f5bf6209",
        64 },
      { "20261122T034500Z",
        16 } },
    { "DisassociateFromMasterAccount",
      { "POST /master/disassociate HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=host;x-amz-date, Signature=17b7d92ee7a1"
        "0ddb8b8f9d89f5ce213e40bdef20dd0d7d58e2fb9ca8736c93d8\r\n"
        "\r\n",
        308 },
      { "POST\n"
        "/master/disassociate\n"
        "\n"
        "host:hub.example:8080\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "host;x-amz-date\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        158 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "737cc0c06299ab75d140d2da3ec2988a0a181e80c1ecf39b3af069089254cec9",
        142 },
      { "17b7d92ee7a10ddb8b8f9d89f5ce213e40bdef20dd0d7d58e2fb9ca8736c93d8",
        64 },
      { "20261122T034500Z",
        16 } },
    { "DisassociateFromMasterAccount, presigned",
      { "POST /master/disassociate\?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKID"
        "MEMBERHUB0000001%2F20261122%2Feu-west-1%2Fsecurityhub%2Faws4_request&X-Amz-Date=2"
        "0261122T034500Z&X-Amz-Expires=3600&X-Amz-SignedHeaders=host&X-Amz-Signature=dab36"
        "9d7c72c7bbe10d259669b95ca4a69be43a44df0d610211d45875104f7fb HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "\r\n",
        338 },
      { "POST\n"
        "/master/disassociate\n"
        "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDMEMBERHUB0000001%2F20261122"
        "%2Feu-west-1%2Fsecurityhub%2Faws4_request&X-Amz-Date=20261122T034500Z&X-Amz-Expir"
        "es=3600&X-Amz-SignedHeaders=host\n"
        "host:hub.example:8080\n"
        "\n"
        "host\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        313 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "1201d32c78605fef04d850005b332e736279e2b8333e5f0617c34cfad48737fa",
        142 },
      { "dab369d7c72c7bbe10d259669b95ca4a69be43a44df0d610211d45875104f7fb",
        64 },
      { "20261122T034500Z",
        16 } },
    { "DisassociateFromAdministratorAccount",
      { "POST /administrator/disassociate HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=host;x-amz-date, Signature=e78280d9fa9a"
        "52468272de2f483bd84f6f83a24b85d31784823ee62a4cf0a5c5\r\n"
        "\r\n",
        315 },
      { "POST\n"
        "/administrator/disassociate\n"
        "\n"
        "host:hub.example:8080\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "host;x-amz-date\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        165 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "d0407c68e30dcd581ff79de60bec6645d7979a480dd61c695355d56184ecb1e7",
        142 },
      { "e78280d9fa9a52468272de2f483bd84f6f83a24b85d31784823ee62a4cf0a5c5",
        64 },
      { "20261122T034500Z",
        16 } },
    { "DisassociateFromAdministratorAccount, presigned",
      { "POST /administrator/disassociate\?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credenti"
        "al=AKIDMEMBERHUB0000001%2F20261122%2Feu-west-1%2Fsecurityhub%2Faws4_request&X-Amz"
        "-Date=20261122T034500Z&X-Amz-Expires=3600&X-Amz-SignedHeaders=host&X-Amz-Signatur"
        "e=6c4b793fdbfa14ab85c537180215f3b6b6ad15bca39c3177892a761703cfdc99 HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "\r\n",
        345 },
      { "POST\n"
        "/administrator/disassociate\n"
        "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDMEMBERHUB0000001%2F20261122"
        "%2Feu-west-1%2Fsecurityhub%2Faws4_request&X-Amz-Date=20261122T034500Z&X-Amz-Expir"
        "es=3600&X-Amz-SignedHeaders=host\n"
        "host:hub.example:8080\n"
        "\n"
        "host\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        320 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "7f488c4ddcd97347cba4c6df4b2e60711fec32ded24e861083908016305e1646",
        142 },
      { "6c4b793fdbfa14ab85c537180215f3b6b6ad15bca39c3177892a761703cfdc99",
        64 },
      { "20261122T034500Z",
        16 } },
    { "TagResource",
      { "POST /tags/arn%3Aaws%3Asecurityhub%3Aeu-west-1%3A111111111111%3Ahub%2Fdefault HTT"
        "P/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "Content-Type: application/json\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=content-type;host;x-amz-date, Signature"
        "=d4bc64b13bb35b9f2f77d60bb9a60f186547385f08b569c4a3fc2df981b30734\r\n"
        "Content-Length: 42\r\n"
        "\r\n"
        "{\"Tags\": {\"team\": \"\\u00fcber\", \"a b\": \"\"}}",
        467 },
      { "POST\n"
        "/tags/arn%253Aaws%253Asecurityhub%253Aeu-west-1%253A111111111111%253Ahub%252Fdefa"
        "ult\n"
        "\n"
        "content-type:application/json\n"
        "host:hub.example:8080\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "content-type;host;x-amz-date\n"
        "cef75f0cec3cd79fe4c283a37572f00a3dff848c60090cb3b29b704a465ed0ff",
        265 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "9696c05222a12177596530fd80d20fc0d2cd3b6f14e60f9d1a02923f341c2143",
        142 },
      { "d4bc64b13bb35b9f2f77d60bb9a60f186547385f08b569c4a3fc2df981b30734",
        64 },
      { "20261122T034500Z",
        16 } },
    { "UntagResource",
      { "DELETE /tags/arn%3Aaws%3Asecurityhub%3Aeu-west-1%3A111111111111%3Ahub%2Fdefault\?"
        "tagKeys=a&tagKeys=b%20c HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=host;x-amz-date, Signature=18e154730c07"
        "d7604265d38cbb79bd06168057b64b90e90f70265010a429a801\r\n"
        "\r\n",
        386 },
      { "DELETE\n"
        "/tags/arn%253Aaws%253Asecurityhub%253Aeu-west-1%253A111111111111%253Ahub%252Fdefa"
        "ult\n"
        "tagKeys=a&tagKeys=b%20c\n"
        "host:hub.example:8080\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "host;x-amz-date\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        247 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "7ab161c010afe5a360193c9479876dc30fbcaf3df4e4023f0cb24866b50c84bb",
        142 },
      { "18e154730c07d7604265d38cbb79bd06168057b64b90e90f70265010a429a801",
        64 },
      { "20261122T034500Z",
        16 } },
    { "UntagResource, presigned",
      { "DELETE /tags/arn%3Aaws%3Asecurityhub%3Aeu-west-1%3A111111111111%3Ahub%2Fdefault\?"
        "tagKeys=a&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDMEMBERHUB0000001%"
        "2F20261122%2Feu-west-1%2Fsecurityhub%2Faws4_request&X-Amz-Date=20261122T034500Z&X"
        "-Amz-Expires=3600&X-Amz-SignedHeaders=host&X-Amz-Signature=862a66bc5b89f321fcfda0"
        "5078945538fe581be6e1844d9cca672d678962145d HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "\r\n",
        402 },
      { "DELETE\n"
        "/tags/arn%253Aaws%253Asecurityhub%253Aeu-west-1%253A111111111111%253Ahub%252Fdefa"
        "ult\n"
        "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDMEMBERHUB0000001%2F20261122"
        "%2Feu-west-1%2Fsecurityhub%2Faws4_request&X-Amz-Date=20261122T034500Z&X-Amz-Expir"
        "es=3600&X-Amz-SignedHeaders=host&tagKeys=a\n"
        "host:hub.example:8080\n"
        "\n"
        "host\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        389 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "040cee8b0a232111210587a654ff5c80a65ea1c18f2183d5268298b70b2e2598",
        142 },
      { "862a66bc5b89f321fcfda05078945538fe581be6e1844d9cca672d678962145d",
        64 },
      { "20261122T034500Z",
        16 } },
    { "ListTagsForResource",
      { "GET /tags/arn%3Aaws%3Asecurityhub%3Aeu-west-1%3A111111111111%3Ahub%2Fdefault HTTP"
        "/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=host;x-amz-date, Signature=926de712e7f7"
        "3a5040956b631374d473fce2e84ab7abf282cdfa2282d03eddd8\r\n"
        "\r\n",
        359 },
      { "GET\n"
        "/tags/arn%253Aaws%253Asecurityhub%253Aeu-west-1%253A111111111111%253Ahub%252Fdefa"
        "ult\n"
        "\n"
        "host:hub.example:8080\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "host;x-amz-date\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        221 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "9f1c199fe0d18ce1dc21115ef4200471b9f66a12d6d7a35e609edc1b6ff1d0e4",
        142 },
      { "926de712e7f73a5040956b631374d473fce2e84ab7abf282cdfa2282d03eddd8",
        64 },
      { "20261122T034500Z",
        16 } },
    { "ListTagsForResource, presigned",
      { "GET /tags/arn%3Aaws%3Asecurityhub%3Aeu-west-1%3A111111111111%3Ahub%2Fdefault\?X-A"
        "mz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDMEMBERHUB0000001%2F20261122%2F"
        "eu-west-1%2Fsecurityhub%2Faws4_request&X-Amz-Date=20261122T034500Z&X-Amz-Expires="
        "3600&X-Amz-SignedHeaders=host&X-Amz-Signature=26fd8f1dbecc6e476bf77ee0e9f319ad6bc"
        "342626d1de2b88ea33a167bbe2888 HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "\r\n",
        389 },
      { "GET\n"
        "/tags/arn%253Aaws%253Asecurityhub%253Aeu-west-1%253A111111111111%253Ahub%252Fdefa"
        "ult\n"
        "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDMEMBERHUB0000001%2F20261122"
        "%2Feu-west-1%2Fsecurityhub%2Faws4_request&X-Amz-Date=20261122T034500Z&X-Amz-Expir"
        "es=3600&X-Amz-SignedHeaders=host\n"
        "host:hub.example:8080\n"
        "\n"
        "host\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        376 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "e0c2872c9d7b55a7f083ac62a9bde90880396bec09a1d5ccc76ea7bc5fcd2d06",
        142 },
      { "26fd8f1dbecc6e476bf77ee0e9f319ad6bc342626d1de2b88ea33a167bbe2888",
        64 },
      { "20261122T034500Z",
        16 } },
    { "BatchEnableStandards",
      { "POST /standards/register HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "Content-Type: application/json\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=content-type;host;x-amz-date, Signature"
        "=1c7e8d539175719687c53b11a5d5f74e044b64793c4c3a50f7b3b896282a3e4e\r\n"
        "Content-Length: 96\r\n"
        "\r\n"
        "{\"StandardsSubscriptionRequests\": [{\"StandardsArn\": \"arn:aws:securityhub:::r"
        "uleset/x/v/1.2.0\"}]}",
        468 },
      { "POST\n"
        "/standards/register\n"
        "\n"
        "content-type:application/json\n"
        "host:hub.example:8080\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "content-type;host;x-amz-date\n"
        "f918f948e878e95895558eb65ff14bdfa884e18a5839172e605b2ddd091e2dc6",
        200 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "7059bbb3d1780fd1bec027900063821c8d29daed54fc47ac16a2586ea2dd72c3",
        142 },
      { "1c7e8d539175719687c53b11a5d5f74e044b64793c4c3a50f7b3b896282a3e4e",
        64 },
      { "20261122T034500Z",
        16 } },
    { "BatchDisableStandards",
      { "POST /standards/deregister HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "Content-Type: application/json\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=content-type;host;x-amz-date, Signature"
        "=3d3c46633de4f006999fb2df3153a5ef1db1b951a107868e8ab6e6b3c76ab5e4\r\n"
        "Content-Length: 36\r\n"
        "\r\n"
        "{\"StandardsSubscriptionArns\": [\"a\"]}",
        410 },
      { "POST\n"
        "/standards/deregister\n"
        "\n"
        "content-type:application/json\n"
        "host:hub.example:8080\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "content-type;host;x-amz-date\n"
        "3225662b80decc3eb1fe0fbbd710a5f54873e42c470c6a9b03b8481df5453966",
        202 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "11731a5fe2e3b8efb9b89adf7219302369cf385f7dc24d26909bcf809f5762a1",
        142 },
      { "3d3c46633de4f006999fb2df3153a5ef1db1b951a107868e8ab6e6b3c76ab5e4",
        64 },
      { "20261122T034500Z",
        16 } },
    { "GetEnabledStandards",
      { "POST /standards/get HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "Content-Type: application/json\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=content-type;host;x-amz-date, Signature"
        "=969687f7c703d7f3984d156604bd3e9d7b627ae4c83cd567011cbf4a04a3c087\r\n"
        "Content-Length: 2\r\n"
        "\r\n"
        "{}",
        368 },
      { "POST\n"
        "/standards/get\n"
        "\n"
        "content-type:application/json\n"
        "host:hub.example:8080\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "content-type;host;x-amz-date\n"
        "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a",
        195 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "d923ffc73fa83df0accaef47d9ccc492e8c3805459571d671ac6a22e247c581e",
        142 },
      { "969687f7c703d7f3984d156604bd3e9d7b627ae4c83cd567011cbf4a04a3c087",
        64 },
      { "20261122T034500Z",
        16 } },
    { "DescribeStandards",
      { "GET /standards\?MaxResults=100 HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=host;x-amz-date, Signature=c5038afd8b92"
        "8b99c389e05190e0dbb27005e03073b6a03b605e5b01f9ebb523\r\n"
        "\r\n",
        312 },
      { "GET\n"
        "/standards\n"
        "MaxResults=100\n"
        "host:hub.example:8080\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "host;x-amz-date\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        161 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "14c71633d74a67bb85cb73b7549aafa718c22970f856072f63e280ffa9354e9d",
        142 },
      { "c5038afd8b928b99c389e05190e0dbb27005e03073b6a03b605e5b01f9ebb523",
        64 },
      { "20261122T034500Z",
        16 } },
    { "DescribeStandards, presigned",
      { "GET /standards\?MaxResults=100&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential="
        "AKIDMEMBERHUB0000001%2F20261122%2Feu-west-1%2Fsecurityhub%2Faws4_request&X-Amz-Da"
        "te=20261122T034500Z&X-Amz-Expires=3600&X-Amz-SignedHeaders=host&X-Amz-Signature=3"
        "150e804c59900271bd5f5f8e863f7ec1ac1d3e35fa8e2864fc190471ffc7853 HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "\r\n",
        342 },
      { "GET\n"
        "/standards\n"
        "MaxResults=100&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDMEMBERHUB000"
        "0001%2F20261122%2Feu-west-1%2Fsecurityhub%2Faws4_request&X-Amz-Date=20261122T0345"
        "00Z&X-Amz-Expires=3600&X-Amz-SignedHeaders=host\n"
        "host:hub.example:8080\n"
        "\n"
        "host\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        317 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "2fed2679676a796fa50110f59e204f074365b82cc9b0c188252ad433976d9c65",
        142 },
      { "3150e804c59900271bd5f5f8e863f7ec1ac1d3e35fa8e2864fc190471ffc7853",
        64 },
      { "20261122T034500Z",
        16 } },
    { "path: the root",
      { "GET / HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=host;x-amz-date, Signature=828e809ddf07"
        "1b316abadc5a0e3a6838197fb1958b7ced4219024d2854eeaa14\r\n"
        "\r\n",
        288 },
      { "GET\n"
        "/\n"
        "\n"
        "host:hub.example:8080\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "host;x-amz-date\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        138 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "05ede88046f1971556ae7f31aadc42b2833a34568d8e71b649e16b921f99e838",
        142 },
      { "828e809ddf071b316abadc5a0e3a6838197fb1958b7ced4219024d2854eeaa14",
        64 },
      { "20261122T034500Z",
        16 } },
    { "path: an unreserved byte of each kind",
      { "GET /-._~0123456789abcABC HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=host;x-amz-date, Signature=1beb187872c1"
        "bc4bca26ee1dffe5fdccca2323ea122f1caa16d2da3ac741f94e\r\n"
        "\r\n",
        308 },
      { "GET\n"
        "/-._~0123456789abcABC\n"
        "\n"
        "host:hub.example:8080\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "host;x-amz-date\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        158 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "a3b682259c5bbbb8a6e11866b66b3792b320e095094fe9cd2e086816d6db8866",
        142 },
      { "1beb187872c1bc4bca26ee1dffe5fdccca2323ea122f1caa16d2da3ac741f94e",
        64 },
      { "20261122T034500Z",
        16 } },
    { "path: a path that is encoded once",
      { "GET /a%20b%2Fc%C3%BC HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=host;x-amz-date, Signature=c80b96692382"
        "162824cf3064bcb6b96980979deeb40e3cd111c48cd96d230c05\r\n"
        "\r\n",
        303 },
      { "GET\n"
        "/a%2520b%252Fc%25C3%25BC\n"
        "\n"
        "host:hub.example:8080\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "host;x-amz-date\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        161 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "45e310de6d805bca3b87405826afa6c0f1fdd32c09289b6a998921cd8ec86540",
        142 },
      { "c80b96692382162824cf3064bcb6b96980979deeb40e3cd111c48cd96d230c05",
        64 },
      { "20261122T034500Z",
        16 } },
    { "path: lower-case escapes in the path",
      { "GET /a%2fb%c3%bc HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=host;x-amz-date, Signature=4439f4a18385"
        "b4b2ada100950de6e88d6712460c2e0c5ff9d54f2ee20e8a1144\r\n"
        "\r\n",
        299 },
      { "GET\n"
        "/a%252fb%25c3%25bc\n"
        "\n"
        "host:hub.example:8080\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "host;x-amz-date\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        155 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "7c566650f3d27a471d1ce99526362df76900e32a9100a234f4100f8dcc5e96c6",
        142 },
      { "4439f4a18385b4b2ada100950de6e88d6712460c2e0c5ff9d54f2ee20e8a1144",
        64 },
      { "20261122T034500Z",
        16 } },
    { "path: raw UTF-8 in the path",
      { "GET /\341\210\264/\303\274 HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=host;x-amz-date, Signature=a03fee5d026d"
        "c0c85e996386e269f2683814b4f8c3a1a58e220a9b1991aced0e\r\n"
        "\r\n",
        294 },
      { "GET\n"
        "/%E1%88%B4/%C3%BC\n"
        "\n"
        "host:hub.example:8080\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "host;x-amz-date\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        154 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "cee9cdd9644963d4187f68967d6681b69f19b455a3b21d6c8abab02ea14bc676",
        142 },
      { "a03fee5d026dc0c85e996386e269f2683814b4f8c3a1a58e220a9b1991aced0e",
        64 },
      { "20261122T034500Z",
        16 } },
    { "path: reserved bytes in the path",
      { "GET /!$&'()*+,;=:@ HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=host;x-amz-date, Signature=4d8487209462"
        "d81f2d27c86fa738cb9e14134b81005061ce736f876c22fa113f\r\n"
        "\r\n",
        301 },
      { "GET\n"
        "/%21%24%26%27%28%29%2A%2B%2C%3B%3D%3A%40\n"
        "\n"
        "host:hub.example:8080\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "host;x-amz-date\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        177 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "d6c00ab8ccea10d521a49a924f02d61c86142ff4bb4c7208e7c6fec3e5f4f174",
        142 },
      { "4d8487209462d81f2d27c86fa738cb9e14134b81005061ce736f876c22fa113f",
        64 },
      { "20261122T034500Z",
        16 } },
    { "path: a trailing slash",
      { "GET /members/ HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=host;x-amz-date, Signature=9703a6edb1d2"
        "7d375d2f540a9b5c0533ca69f2708e14198ce95ed19d240055a6\r\n"
        "\r\n",
        296 },
      { "GET\n"
        "/members/\n"
        "\n"
        "host:hub.example:8080\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "host;x-amz-date\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        146 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "9cb2f1a3878149a8ef6773955d7f075b6db5fdc03051fe3d03131be6eb1b9bcf",
        142 },
      { "9703a6edb1d27d375d2f540a9b5c0533ca69f2708e14198ce95ed19d240055a6",
        64 },
      { "20261122T034500Z",
        16 } },
    { "path: a doubled slash",
      { "GET //members//get HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=host;x-amz-date, Signature=a1e682f0fa80"
        "27274c674fc5f8e17953e2cb7c928cdbbaff5260347cca561bf1\r\n"
        "\r\n",
        301 },
      { "GET\n"
        "/members/get\n"
        "\n"
        "host:hub.example:8080\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "host;x-amz-date\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        149 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "a1a2b26d12042c7dac5e37dd5a4f942e064350a7e19b9563fe189c9ad263000c",
        142 },
      { "a1e682f0fa8027274c674fc5f8e17953e2cb7c928cdbbaff5260347cca561bf1",
        64 },
      { "20261122T034500Z",
        16 } },
    { "path: only slashes",
      { "GET /// HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=host;x-amz-date, Signature=828e809ddf07"
        "1b316abadc5a0e3a6838197fb1958b7ced4219024d2854eeaa14\r\n"
        "\r\n",
        290 },
      { "GET\n"
        "/\n"
        "\n"
        "host:hub.example:8080\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "host;x-amz-date\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        138 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "05ede88046f1971556ae7f31aadc42b2833a34568d8e71b649e16b921f99e838",
        142 },
      { "828e809ddf071b316abadc5a0e3a6838197fb1958b7ced4219024d2854eeaa14",
        64 },
      { "20261122T034500Z",
        16 } },
    { "path: a single dot",
      { "GET /./members/./get HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=host;x-amz-date, Signature=a1e682f0fa80"
        "27274c674fc5f8e17953e2cb7c928cdbbaff5260347cca561bf1\r\n"
        "\r\n",
        303 },
      { "GET\n"
        "/members/get\n"
        "\n"
        "host:hub.example:8080\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "host;x-amz-date\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        149 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "a1a2b26d12042c7dac5e37dd5a4f942e064350a7e19b9563fe189c9ad263000c",
        142 },
      { "a1e682f0fa8027274c674fc5f8e17953e2cb7c928cdbbaff5260347cca561bf1",
        64 },
      { "20261122T034500Z",
        16 } },
    { "path: two dots",
      { "GET /members/x/../get HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=host;x-amz-date, Signature=a1e682f0fa80"
        "27274c674fc5f8e17953e2cb7c928cdbbaff5260347cca561bf1\r\n"
        "\r\n",
        304 },
      { "GET\n"
        "/members/get\n"
        "\n"
        "host:hub.example:8080\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "host;x-amz-date\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        149 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "a1a2b26d12042c7dac5e37dd5a4f942e064350a7e19b9563fe189c9ad263000c",
        142 },
      { "a1e682f0fa8027274c674fc5f8e17953e2cb7c928cdbbaff5260347cca561bf1",
        64 },
      { "20261122T034500Z",
        16 } },
    { "path: two dots at the end",
      { "GET /members/get/.. HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=host;x-amz-date, Signature=7730b7a39578"
        "61220801fba16117f7610ca0cd44eef644353f46c7e55fa90280\r\n"
        "\r\n",
        302 },
      { "GET\n"
        "/members\n"
        "\n"
        "host:hub.example:8080\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "host;x-amz-date\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        145 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "1e8a2750a8e100daf50b6aa1261cf229adde8789e09746eeacb3fbe50e840433",
        142 },
      { "7730b7a3957861220801fba16117f7610ca0cd44eef644353f46c7e55fa90280",
        64 },
      { "20261122T034500Z",
        16 } },
    { "path: two dots above the root",
      { "GET /../../members HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=host;x-amz-date, Signature=7730b7a39578"
        "61220801fba16117f7610ca0cd44eef644353f46c7e55fa90280\r\n"
        "\r\n",
        301 },
      { "GET\n"
        "/members\n"
        "\n"
        "host:hub.example:8080\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "host;x-amz-date\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        145 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "1e8a2750a8e100daf50b6aa1261cf229adde8789e09746eeacb3fbe50e840433",
        142 },
      { "7730b7a3957861220801fba16117f7610ca0cd44eef644353f46c7e55fa90280",
        64 },
      { "20261122T034500Z",
        16 } },
    { "path: dots and a trailing slash",
      { "GET /members/./get/../ HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=host;x-amz-date, Signature=9703a6edb1d2"
        "7d375d2f540a9b5c0533ca69f2708e14198ce95ed19d240055a6\r\n"
        "\r\n",
        305 },
      { "GET\n"
        "/members/\n"
        "\n"
        "host:hub.example:8080\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "host;x-amz-date\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        146 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "9cb2f1a3878149a8ef6773955d7f075b6db5fdc03051fe3d03131be6eb1b9bcf",
        142 },
      { "9703a6edb1d27d375d2f540a9b5c0533ca69f2708e14198ce95ed19d240055a6",
        64 },
      { "20261122T034500Z",
        16 } },
    { "path: names that only begin with dots",
      { "GET /.members/..get/... HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=host;x-amz-date, Signature=b3edc318e56a"
        "6f82089c77d81cbebebd4796c30c8f313117242900fecdf2d6d5\r\n"
        "\r\n",
        306 },
      { "GET\n"
        "/.members/..get/...\n"
        "\n"
        "host:hub.example:8080\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "host;x-amz-date\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        156 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "f35d03a53e8da31302e45493faea8f695e0e6ddcd591a6cd4d6201e4816572b1",
        142 },
      { "b3edc318e56a6f82089c77d81cbebebd4796c30c8f313117242900fecdf2d6d5",
        64 },
      { "20261122T034500Z",
        16 } },
    { "path: escaped dots, which are no dot segments",
      { "GET /%2E%2E/members/%2e HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=host;x-amz-date, Signature=2a3b9a556cd5"
        "d875ddc228c898ae34a6a85287d95c27d8722a98c85b2ca5e2eb\r\n"
        "\r\n",
        306 },
      { "GET\n"
        "/%252E%252E/members/%252e\n"
        "\n"
        "host:hub.example:8080\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "host;x-amz-date\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        162 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "42d2c2eef83b62fa6d6d49aef7dbddc77c86e422c87e4f103265ca81aee94269",
        142 },
      { "2a3b9a556cd5d875ddc228c898ae34a6a85287d95c27d8722a98c85b2ca5e2eb",
        64 },
      { "20261122T034500Z",
        16 } },
    { "query: repeated keys in order",
      { "GET /members\?a=1&a=10&a=2 HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=host;x-amz-date, Signature=6fa17c32a718"
        "36ea6348fb125a455357505555e41294a35ac87bd72b51395bf3\r\n"
        "\r\n",
        308 },
      { "GET\n"
        "/members\n"
        "a=1&a=10&a=2\n"
        "host:hub.example:8080\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "host;x-amz-date\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        157 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "a48ac015456ac56a353dfb6a360ba5e3e82c0bef9c1dec1387770d33166289df",
        142 },
      { "6fa17c32a71836ea6348fb125a455357505555e41294a35ac87bd72b51395bf3",
        64 },
      { "20261122T034500Z",
        16 } },
    { "query: repeated keys out of order",
      { "GET /members\?a=2&a=10&a=1 HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=host;x-amz-date, Signature=6fa17c32a718"
        "36ea6348fb125a455357505555e41294a35ac87bd72b51395bf3\r\n"
        "\r\n",
        308 },
      { "GET\n"
        "/members\n"
        "a=1&a=10&a=2\n"
        "host:hub.example:8080\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "host;x-amz-date\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        157 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "a48ac015456ac56a353dfb6a360ba5e3e82c0bef9c1dec1387770d33166289df",
        142 },
      { "6fa17c32a71836ea6348fb125a455357505555e41294a35ac87bd72b51395bf3",
        64 },
      { "20261122T034500Z",
        16 } },
    { "query: keys out of order",
      { "GET /members\?b=2&a=1&C=3 HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=host;x-amz-date, Signature=6d47c1e4defe"
        "1f4f1b514e6888be5d43eae51d4409abffdf130abf07ca7137d4\r\n"
        "\r\n",
        307 },
      { "GET\n"
        "/members\n"
        "C=3&a=1&b=2\n"
        "host:hub.example:8080\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "host;x-amz-date\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        156 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "fc203689058ec567e1d863faeafb54857f2b3ab9f83a3ec507fe659235af64c9",
        142 },
      { "6d47c1e4defe1f4f1b514e6888be5d43eae51d4409abffdf130abf07ca7137d4",
        64 },
      { "20261122T034500Z",
        16 } },
    { "query: an empty value",
      { "GET /members\?a=&b=1 HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=host;x-amz-date, Signature=4b05d4581c3d"
        "2569de5ab8a6305672d2644ca3b1accba65dc2227dc958b84ec8\r\n"
        "\r\n",
        302 },
      { "GET\n"
        "/members\n"
        "a=&b=1\n"
        "host:hub.example:8080\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "host;x-amz-date\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        151 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "6b1ba1e383faa9251ed8efcf0045d3341ad7df6c00406fde48d6e78c74ffd340",
        142 },
      { "4b05d4581c3d2569de5ab8a6305672d2644ca3b1accba65dc2227dc958b84ec8",
        64 },
      { "20261122T034500Z",
        16 } },
    { "query: a key without a value",
      { "GET /members\?a HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=host;x-amz-date, Signature=f770d93a6359"
        "bbba2d315b3369c849ea7bc52bf5384347918788b0110a611234\r\n"
        "\r\n",
        297 },
      { "GET\n"
        "/members\n"
        "a=\n"
        "host:hub.example:8080\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "host;x-amz-date\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        147 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "a965a4ce27adca781e7c0f0bd9a187aa75025fd6ef14531b2b40e7eb669cc4a5",
        142 },
      { "f770d93a6359bbba2d315b3369c849ea7bc52bf5384347918788b0110a611234",
        64 },
      { "20261122T034500Z",
        16 } },
    { "query: one key with and without a value",
      { "GET /members\?a=1&a HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=host;x-amz-date, Signature=fbb63d0898f8"
        "685bb177006b8ba512be70504e1be060ce157fce73eb03a2b2ba\r\n"
        "\r\n",
        301 },
      { "GET\n"
        "/members\n"
        "a=&a=1\n"
        "host:hub.example:8080\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "host;x-amz-date\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        151 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "8fe114a8d29386bf5bdd590d48ca1cddf54a4f46a0a79163091c4cf38c661303",
        142 },
      { "fbb63d0898f8685bb177006b8ba512be70504e1be060ce157fce73eb03a2b2ba",
        64 },
      { "20261122T034500Z",
        16 } },
    { "query: an empty name",
      { "GET /members\?=x HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=host;x-amz-date, Signature=91cfd80f14ef"
        "d6db3cb10d77d559b65938d11ac2ceaaee66aca4456f03bc93ac\r\n"
        "\r\n",
        298 },
      { "GET\n"
        "/members\n"
        "=x\n"
        "host:hub.example:8080\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "host;x-amz-date\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        147 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "bae46469eb1a40ae0a4b37cadb28a639493305643c45ce754f7ba7f61a5cf834",
        142 },
      { "91cfd80f14efd6db3cb10d77d559b65938d11ac2ceaaee66aca4456f03bc93ac",
        64 },
      { "20261122T034500Z",
        16 } },
    { "query: a value with equals signs",
      { "GET /members\?a=b%3Dc%3D%3D HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=host;x-amz-date, Signature=048a77aeff44"
        "3d727fc0f89604e66f1f683f5810d2e8cf2d77790be4c61c9d7b\r\n"
        "\r\n",
        309 },
      { "GET\n"
        "/members\n"
        "a=b%3Dc%3D%3D\n"
        "host:hub.example:8080\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "host;x-amz-date\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        158 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "ba873cd0bdd79006a596a1788b3c7f2175e25d01c55378539bb2737f4ddaa0be",
        142 },
      { "048a77aeff443d727fc0f89604e66f1f683f5810d2e8cf2d77790be4c61c9d7b",
        64 },
      { "20261122T034500Z",
        16 } },
    { "query: spaces",
      { "GET /members\?a%20b=c%20d HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=host;x-amz-date, Signature=e5f8f28ba39e"
        "b11b0818cb1bdbf0f0047d91bdc2651d6afbf8f47809d10e123c\r\n"
        "\r\n",
        307 },
      { "GET\n"
        "/members\n"
        "a%20b=c%20d\n"
        "host:hub.example:8080\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "host;x-amz-date\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        156 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "a858efc70d71cb21f018b29e23871d00df62e2325b39c9a380ff57023104da5c",
        142 },
      { "e5f8f28ba39eb11b0818cb1bdbf0f0047d91bdc2651d6afbf8f47809d10e123c",
        64 },
      { "20261122T034500Z",
        16 } },
    { "query: UTF-8",
      { "GET /members\?%E1%88%B4=%C3%BC HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=host;x-amz-date, Signature=1832588ba3fe"
        "c4fe752cb45af02a383aa59d140708be79e9754ae8aa85e0ab27\r\n"
        "\r\n",
        312 },
      { "GET\n"
        "/members\n"
        "%E1%88%B4=%C3%BC\n"
        "host:hub.example:8080\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "host;x-amz-date\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        161 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "3bad08050392fa838d2a2e7834f38f5f6f65d567b5ffa5321c6cab8d38a7d6c5",
        142 },
      { "1832588ba3fec4fe752cb45af02a383aa59d140708be79e9754ae8aa85e0ab27",
        64 },
      { "20261122T034500Z",
        16 } },
    { "query: a literal plus, escaped",
      { "GET /members\?a=1%2B1 HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=host;x-amz-date, Signature=73957d53a1cf"
        "7f1c65df66123fd2848b9d799d74cc931ba3338d0e5c608a1c90\r\n"
        "\r\n",
        303 },
      { "GET\n"
        "/members\n"
        "a=1%2B1\n"
        "host:hub.example:8080\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "host;x-amz-date\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        152 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "3b6a0044f213e4842670925db78aa19c1b6ef85cecba968d2eb60649f9c449e4",
        142 },
      { "73957d53a1cf7f1c65df66123fd2848b9d799d74cc931ba3338d0e5c608a1c90",
        64 },
      { "20261122T034500Z",
        16 } },
    { "query: a semicolon, escaped",
      { "GET /members\?a=1%3Bb%3D2 HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=host;x-amz-date, Signature=0575948ce5a8"
        "b180a4587b597d9b579cb1fa913e2209484c36fb48b3d09f376d\r\n"
        "\r\n",
        307 },
      { "GET\n"
        "/members\n"
        "a=1%3Bb%3D2\n"
        "host:hub.example:8080\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "host;x-amz-date\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        156 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "f1944900cc889df199c803fd41d609a072247281239735dea4b1a60b533c32f7",
        142 },
      { "0575948ce5a8b180a4587b597d9b579cb1fa913e2209484c36fb48b3d09f376d",
        64 },
      { "20261122T034500Z",
        16 } },
    { "query: every unreserved byte",
      { "GET /members\?-._~09azAZ=-._~09azAZ HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=host;x-amz-date, Signature=42f0e9f50bbc"
        "49ad6bf48cad4f4d43f4974e289b6b47f831a4dac8739af301cb\r\n"
        "\r\n",
        317 },
      { "GET\n"
        "/members\n"
        "-._~09azAZ=-._~09azAZ\n"
        "host:hub.example:8080\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "host;x-amz-date\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        166 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "28d13afab132687c0cc3c2c5500685e5b122ca4950ac5d9e25710b6c4b4bced1",
        142 },
      { "42f0e9f50bbc49ad6bf48cad4f4d43f4974e289b6b47f831a4dac8739af301cb",
        64 },
      { "20261122T034500Z",
        16 } },
    { "query: a key that sorts by its encoded form",
      { "GET /members\?a%25=1&a-=2&a.=3&a%7C=4 HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=host;x-amz-date, Signature=25f9ba83fab2"
        "1c3514f7649b8209fa650bbd1c2eb442b5b4b9c31cfc81d72ff9\r\n"
        "\r\n",
        319 },
      { "GET\n"
        "/members\n"
        "a%25=1&a%7C=4&a-=2&a.=3\n"
        "host:hub.example:8080\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "host;x-amz-date\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        168 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "5a7837db75b4710c5a6084a6b854174b27103ba2c3191f2f2a9b8da072da4eab",
        142 },
      { "25f9ba83fab21c3514f7649b8209fa650bbd1c2eb442b5b4b9c31cfc81d72ff9",
        64 },
      { "20261122T034500Z",
        16 } },
    { "query: a percent sign, escaped",
      { "GET /members\?a=%2541 HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=host;x-amz-date, Signature=9c23d90ac522"
        "d977910d2d7a47a92252f1c8b95abde5bc1ffbfcbb3e5bcb941c\r\n"
        "\r\n",
        303 },
      { "GET\n"
        "/members\n"
        "a=%2541\n"
        "host:hub.example:8080\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "host;x-amz-date\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        152 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "c0f5ebd2c7c087586e56011e0408b818442e1ceb7fd854ecb312d42633062ca5",
        142 },
      { "9c23d90ac522d977910d2d7a47a92252f1c8b95abde5bc1ffbfcbb3e5bcb941c",
        64 },
      { "20261122T034500Z",
        16 } },
    { "query: parameters named like the query form's",
      { "GET /members\?x-amz-date=1&amz-signature=2 HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=host;x-amz-date, Signature=f57379bdef6e"
        "e0de476add9a007ee218be0e0edfe764e9f1ceb87bbb42a3f2e4\r\n"
        "\r\n",
        324 },
      { "GET\n"
        "/members\n"
        "amz-signature=2&x-amz-date=1\n"
        "host:hub.example:8080\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "host;x-amz-date\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        173 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "737a5733d282defb2924f06e2a159730adda2026e6d2833f6de80fb6a1bf2f61",
        142 },
      { "f57379bdef6ee0de476add9a007ee218be0e0edfe764e9f1ceb87bbb42a3f2e4",
        64 },
      { "20261122T034500Z",
        16 } },
    { "header: inner spaces",
      { "GET /members HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "My-Header: a   b    c\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=host;my-header;x-amz-date, Signature=1d"
        "3488abf2ef031f17639a61621bf8ac51ba08fd5006d830d058b284166865ba\r\n"
        "\r\n",
        328 },
      { "GET\n"
        "/members\n"
        "\n"
        "host:hub.example:8080\n"
        "my-header:a b c\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "host;my-header;x-amz-date\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        171 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "fcdded6a8f26ceaa8dbed6dcf01d49b9e69ffac13bd4d305edbd27103352369a",
        142 },
      { "1d3488abf2ef031f17639a61621bf8ac51ba08fd5006d830d058b284166865ba",
        64 },
      { "20261122T034500Z",
        16 } },
    { "header: spaces and tabs around and inside",
      { "GET /members HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "My-Header:  \t a \t b\t \r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=host;my-header;x-amz-date, Signature=73"
        "6649e610f71210c41e46730080fa772ca538880c68d699706c86aaa8134392\r\n"
        "\r\n",
        328 },
      { "GET\n"
        "/members\n"
        "\n"
        "host:hub.example:8080\n"
        "my-header:a b\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "host;my-header;x-amz-date\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        169 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "203805c6e1dcc7440beb1cf302eeda9c598ec22616fabc2b3dc16f70f9bfecbb",
        142 },
      { "736649e610f71210c41e46730080fa772ca538880c68d699706c86aaa8134392",
        64 },
      { "20261122T034500Z",
        16 } },
    { "header: a quoted string with spaces",
      { "GET /members HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "My-Header: \"a   b\"\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=host;my-header;x-amz-date, Signature=7e"
        "35db1178bdd5ae00aa5bec28788ea389f74cb6a49ae06f5794e962a00fac4c\r\n"
        "\r\n",
        325 },
      { "GET\n"
        "/members\n"
        "\n"
        "host:hub.example:8080\n"
        "my-header:\"a b\"\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "host;my-header;x-amz-date\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        171 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "4bea192e6f5bba6a065b411cbb2af49713d6c4be5586dd3fb9ea1a549b2db86d",
        142 },
      { "7e35db1178bdd5ae00aa5bec28788ea389f74cb6a49ae06f5794e962a00fac4c",
        64 },
      { "20261122T034500Z",
        16 } },
    { "header: two of a name",
      { "GET /members HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "My-Header: b\r\n"
        "My-Header: a\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=host;my-header;x-amz-date, Signature=20"
        "b0c7f82e49aac0f779dc16b68294b169b39fa35014a0e15a7a8c314ec4d7b7\r\n"
        "\r\n",
        333 },
      { "GET\n"
        "/members\n"
        "\n"
        "host:hub.example:8080\n"
        "my-header:b,a\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "host;my-header;x-amz-date\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        169 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "116b6804a34a1ac88b50420915931597fc51e359c27ff86253c6887f0d1ebd91",
        142 },
      { "20b0c7f82e49aac0f779dc16b68294b169b39fa35014a0e15a7a8c314ec4d7b7",
        64 },
      { "20261122T034500Z",
        16 } },
    { "header: two of a name with spaces",
      { "GET /members HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "My-Header:  b  b \r\n"
        "MY-HEADER:  a \r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=host;my-header;x-amz-date, Signature=64"
        "02ffad56b10a6203cda3e763698c6eb3064dc773be54b3e402ee0e7a207a5e\r\n"
        "\r\n",
        340 },
      { "GET\n"
        "/members\n"
        "\n"
        "host:hub.example:8080\n"
        "my-header:b b,a\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "host;my-header;x-amz-date\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        171 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "aa5d6cf958f8fd82e415f53065ebdd25753be024a38510249b496bc33a5269e9",
        142 },
      { "6402ffad56b10a6203cda3e763698c6eb3064dc773be54b3e402ee0e7a207a5e",
        64 },
      { "20261122T034500Z",
        16 } },
    { "header: an empty value",
      { "GET /members HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "My-Header: \r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=host;my-header;x-amz-date, Signature=ee"
        "88f168faa6982075b8351766e8260b8cf31a481f019412433fffe6277d3e33\r\n"
        "\r\n",
        318 },
      { "GET\n"
        "/members\n"
        "\n"
        "host:hub.example:8080\n"
        "my-header:\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "host;my-header;x-amz-date\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        166 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "27fccc762dd56c360e162d6029833623273ecfb31e1554763dee90938632cad7",
        142 },
      { "ee88f168faa6982075b8351766e8260b8cf31a481f019412433fffe6277d3e33",
        64 },
      { "20261122T034500Z",
        16 } },
    { "header: a value with a comma",
      { "GET /members HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "My-Header: a, b,c\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=host;my-header;x-amz-date, Signature=3b"
        "bef6697bc2917bc9809448b11d4f85af5210b8190a726df9e08ba92ab0747a\r\n"
        "\r\n",
        324 },
      { "GET\n"
        "/members\n"
        "\n"
        "host:hub.example:8080\n"
        "my-header:a, b,c\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "host;my-header;x-amz-date\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        172 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "ad98a3c6521b75ff43fb3e5be37ad5617aee8285c8390dedefa5f1188b666b86",
        142 },
      { "3bbef6697bc2917bc9809448b11d4f85af5210b8190a726df9e08ba92ab0747a",
        64 },
      { "20261122T034500Z",
        16 } },
    { "header: UTF-8 in a value",
      { "GET /members HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "My-Header: \303\274\341\210\264\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=host;my-header;x-amz-date, Signature=aa"
        "98418894b60797e16b5d6d2e78ba8d4c5461350fd9c79318c3f865d3f2d3cf\r\n"
        "\r\n",
        323 },
      { "GET\n"
        "/members\n"
        "\n"
        "host:hub.example:8080\n"
        "my-header:\303\274\341\210\264\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "host;my-header;x-amz-date\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        171 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "3ae4ea462a0e09c802cfa3fdb76baa330314d6d6abf7b42217839c452daab569",
        142 },
      { "aa98418894b60797e16b5d6d2e78ba8d4c5461350fd9c79318c3f865d3f2d3cf",
        64 },
      { "20261122T034500Z",
        16 } },
    { "header: names in capitals",
      { "GET /members HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "MY-HEADER: A\r\n"
        "An-Other: B\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=an-other;host;my-header;x-amz-date, Sig"
        "nature=bd78bd0d1bc7487cfd472086aa060f7c9d9763d833d51d7f875895e88693cc36\r\n"
        "\r\n",
        341 },
      { "GET\n"
        "/members\n"
        "\n"
        "an-other:B\n"
        "host:hub.example:8080\n"
        "my-header:A\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "an-other;host;my-header;x-amz-date\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        187 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "56af228640ed7ab9db3b213f81f473f36084b8ccf56902c5b3cbf1ad7c18c8e7",
        142 },
      { "bd78bd0d1bc7487cfd472086aa060f7c9d9763d833d51d7f875895e88693cc36",
        64 },
      { "20261122T034500Z",
        16 } },
    { "header: names that sort around host",
      { "GET /members HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "G: 1\r\n"
        "Host1: 2\r\n"
        "Hos: 3\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=g;hos;host;host1;x-amz-date, Signature="
        "cae86aa4a1aea8c0bf8f25b071b5c7fd24c00a747e892c4781b07c008ffdd99a\r\n"
        "\r\n",
        331 },
      { "GET\n"
        "/members\n"
        "\n"
        "g:1\n"
        "hos:3\n"
        "host:hub.example:8080\n"
        "host1:2\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "g;hos;host;host1;x-amz-date\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        175 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "2466e983f7411ad4b74a2431a16ae128a9e6eaa2c5af0ac5fa85d5dfd2dc7015",
        142 },
      { "cae86aa4a1aea8c0bf8f25b071b5c7fd24c00a747e892c4781b07c008ffdd99a",
        64 },
      { "20261122T034500Z",
        16 } },
    { "header: headers that nobody signs",
      { "GET /members HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "User-Agent: x/1\r\n"
        "X-Amzn-Trace-Id: Root=1\r\n"
        "Expect: \r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=host;x-amz-date, Signature=7730b7a39578"
        "61220801fba16117f7610ca0cd44eef644353f46c7e55fa90280\r\n"
        "\r\n",
        347 },
      { "GET\n"
        "/members\n"
        "\n"
        "host:hub.example:8080\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "host;x-amz-date\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        145 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "1e8a2750a8e100daf50b6aa1261cf229adde8789e09746eeacb3fbe50e840433",
        142 },
      { "7730b7a3957861220801fba16117f7610ca0cd44eef644353f46c7e55fa90280",
        64 },
      { "20261122T034500Z",
        16 } },
    { "header: the SDK's retry headers",
      { "GET /members HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "amz-sdk-invocation-id: 0-1-2\r\n"
        "amz-sdk-request: attempt=1\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=amz-sdk-invocation-id;amz-sdk-request;h"
        "ost;x-amz-date, Signature=5c41e45224b2022b6e110db3cc72242d1345800d533ce55157b95d1"
        "31c2104bc\r\n"
        "\r\n",
        391 },
      { "GET\n"
        "/members\n"
        "\n"
        "amz-sdk-invocation-id:0-1-2\n"
        "amz-sdk-request:attempt=1\n"
        "host:hub.example:8080\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "amz-sdk-invocation-id;amz-sdk-request;host;x-amz-date\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        237 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "ad7dd2fa7e980636dfa91296de23cdb4f5cf4e7beb099d5e49637d5302e308d3",
        142 },
      { "5c41e45224b2022b6e110db3cc72242d1345800d533ce55157b95d131c2104bc",
        64 },
      { "20261122T034500Z",
        16 } },
    { "header: a host with a port",
      { "GET /members HTTP/1.1\r\n"
        "Host: localhost:4780\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=host;x-amz-date, Signature=05efdf27d579"
        "2c58833900e5cd030698f5476eab892b87c7831af63d54990917\r\n"
        "\r\n",
        293 },
      { "GET\n"
        "/members\n"
        "\n"
        "host:localhost:4780\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "host;x-amz-date\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        143 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "4391d401d82ea1994eb23cc2bc0f539b84e6fde81c999dadaf5f0426c8bc95f1",
        142 },
      { "05efdf27d5792c58833900e5cd030698f5476eab892b87c7831af63d54990917",
        64 },
      { "20261122T034500Z",
        16 } },
    { "header: a host in capitals",
      { "GET /members HTTP/1.1\r\n"
        "Host: Hub.Example:80\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=host;x-amz-date, Signature=ae90b8a08039"
        "036aac61520db6b30b31fbc17d29a05799078256fab842be8e93\r\n"
        "\r\n",
        293 },
      { "GET\n"
        "/members\n"
        "\n"
        "host:Hub.Example:80\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "host;x-amz-date\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        143 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "2dd34a37627e58ff93cc71d2a1c15c15d00c594848e478b29b0625dbaa5a3a1c",
        142 },
      { "ae90b8a08039036aac61520db6b30b31fbc17d29a05799078256fab842be8e93",
        64 },
      { "20261122T034500Z",
        16 } },
    { "header: a target header",
      { "GET /members HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "X-Amz-Target: com.example.Target\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=host;x-amz-date;x-amz-target, Signature"
        "=138b4a314da118c9141cb40599830eb8b998af2869e51d82358d1042817e6575\r\n"
        "\r\n",
        342 },
      { "GET\n"
        "/members\n"
        "\n"
        "host:hub.example:8080\n"
        "x-amz-date:20261122T034500Z\n"
        "x-amz-target:com.example.Target\n"
        "\n"
        "host;x-amz-date;x-amz-target\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        190 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "7696f8685da513c32b3eae7caab20d99a4848826a5f3aae47e085f761558d327",
        142 },
      { "138b4a314da118c9141cb40599830eb8b998af2869e51d82358d1042817e6575",
        64 },
      { "20261122T034500Z",
        16 } },
    { "header: a Date header alone",
      { "GET /members HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "Date: Sun, 22 Nov 2026 03:45:00 GMT\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=date;host, Signature=2418edd80a0cd190a5"
        "f1751eaad9c5ea43e8c144f16f42d6e1276a8e8a9ecd5b\r\n"
        "\r\n",
        296 },
      { "GET\n"
        "/members\n"
        "\n"
        "date:Sun, 22 Nov 2026 03:45:00 GMT\n"
        "host:hub.example:8080\n"
        "\n"
        "date;host\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        146 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "8c732c81d8a5898bcb28ab796c4ca76e758351d784a3b676db399fd71718afaa",
        142 },
      { "2418edd80a0cd190a5f1751eaad9c5ea43e8c144f16f42d6e1276a8e8a9ecd5b",
        64 },
      { "20261122T034500Z",
        16 } },
    { "a session token",
      { "GET /members HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "X-Amz-Security-Token: FwoGZXIvYXdzEBYaD//+token/with=all+\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=host;x-amz-date;x-amz-security-token, S"
        "ignature=05625a598bb50ab45a2f87e480cdaed29a0bb31e86c7db35c4801675b1d66147\r\n"
        "\r\n",
        375 },
      { "GET\n"
        "/members\n"
        "\n"
        "host:hub.example:8080\n"
        "x-amz-date:20261122T034500Z\n"
        "x-amz-security-token:FwoGZXIvYXdzEBYaD//+token/with=all+\n"
        "\n"
        "host;x-amz-date;x-amz-security-token\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        223 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "30a872428e56f2e09bdb204ae4d06db7a153b371b83f1133718679505647c2ad",
        142 },
      { "05625a598bb50ab45a2f87e480cdaed29a0bb31e86c7db35c4801675b1d66147",
        64 },
      { "20261122T034500Z",
        16 } },
    { "a session token, presigned",
      { "GET /members\?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDMEMBERHUB0000"
        "001%2F20261122%2Feu-west-1%2Fsecurityhub%2Faws4_request&X-Amz-Date=20261122T03450"
        "0Z&X-Amz-Expires=3600&X-Amz-SignedHeaders=host&X-Amz-Security-Token=FwoGZXIvYXdzE"
        "BYaD%2F%2F%2Btoken%2Fwith%3Dall%2B&X-Amz-Signature=7a569dd1514675814f832f720f1bd5"
        "1720c48013413cc607b3064285457c617a HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "\r\n",
        394 },
      { "GET\n"
        "/members\n"
        "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDMEMBERHUB0000001%2F20261122"
        "%2Feu-west-1%2Fsecurityhub%2Faws4_request&X-Amz-Date=20261122T034500Z&X-Amz-Expir"
        "es=3600&X-Amz-Security-Token=FwoGZXIvYXdzEBYaD%2F%2F%2Btoken%2Fwith%3Dall%2B&X-Am"
        "z-SignedHeaders=host\n"
        "host:hub.example:8080\n"
        "\n"
        "host\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        369 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "2a53e0109e11927d691b25ef442c6a35b3b89cab0ee916fa151d577cc0a0d835",
        142 },
      { "7a569dd1514675814f832f720f1bd51720c48013413cc607b3064285457c617a",
        64 },
      { "20261122T034500Z",
        16 } },
    { "presigned with a header",
      { "GET /members\?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDMEMBERHUB0000"
        "001%2F20261122%2Feu-west-1%2Fsecurityhub%2Faws4_request&X-Amz-Date=20261122T03450"
        "0Z&X-Amz-Expires=3600&X-Amz-SignedHeaders=host%3Bmy-header&X-Amz-Signature=ec6925"
        "625a8e6e4b461fe66e6b9be409c0ed6d789a23fefd2bfa5eb1bf7b0fd1 HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "My-Header: a  b\r\n"
        "\r\n",
        354 },
      { "GET\n"
        "/members\n"
        "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDMEMBERHUB0000001%2F20261122"
        "%2Feu-west-1%2Fsecurityhub%2Faws4_request&X-Amz-Date=20261122T034500Z&X-Amz-Expir"
        "es=3600&X-Amz-SignedHeaders=host%3Bmy-header\n"
        "host:hub.example:8080\n"
        "my-header:a b\n"
        "\n"
        "host;my-header\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        336 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "1f00388e0ff8608e1b9461674f3811a7b3284a818d031ed7a4b35698912ca5c6",
        142 },
      { "ec6925625a8e6e4b461fe66e6b9be409c0ed6d789a23fefd2bfa5eb1bf7b0fd1",
        64 },
      { "20261122T034500Z",
        16 } },
    { "presigned for a second",
      { "GET /members\?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDMEMBERHUB0000"
        "001%2F20261122%2Feu-west-1%2Fsecurityhub%2Faws4_request&X-Amz-Date=20261122T03450"
        "0Z&X-Amz-Expires=1&X-Amz-SignedHeaders=host&X-Amz-Signature=0ed9bdb25a23fe932143b"
        "3a0152fb23c37d0348e692026b79b1bffc011a9f0e1 HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "\r\n",
        322 },
      { "GET\n"
        "/members\n"
        "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDMEMBERHUB0000001%2F20261122"
        "%2Feu-west-1%2Fsecurityhub%2Faws4_request&X-Amz-Date=20261122T034500Z&X-Amz-Expir"
        "es=1&X-Amz-SignedHeaders=host\n"
        "host:hub.example:8080\n"
        "\n"
        "host\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        297 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "cfa655e545aaa8f930cf3a034e3013df2dfade9a6400b5a40b7e88c805e5597d",
        142 },
      { "0ed9bdb25a23fe932143b3a0152fb23c37d0348e692026b79b1bffc011a9f0e1",
        64 },
      { "20261122T034500Z",
        16 } },
    { "presigned for a week",
      { "GET /members\?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDMEMBERHUB0000"
        "001%2F20261122%2Feu-west-1%2Fsecurityhub%2Faws4_request&X-Amz-Date=20261122T03450"
        "0Z&X-Amz-Expires=604800&X-Amz-SignedHeaders=host&X-Amz-Signature=59c656537636333a"
        "fa2cb963f6f30c95493529e10b25f1d21208d86f2d190004 HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "\r\n",
        327 },
      { "GET\n"
        "/members\n"
        "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDMEMBERHUB0000001%2F20261122"
        "%2Feu-west-1%2Fsecurityhub%2Faws4_request&X-Amz-Date=20261122T034500Z&X-Amz-Expir"
        "es=604800&X-Amz-SignedHeaders=host\n"
        "host:hub.example:8080\n"
        "\n"
        "host\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        302 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "7bfd271e2509f658ce58bdc1568d317a5d2a19ffc738f0ec4b76837039d64dba",
        142 },
      { "59c656537636333afa2cb963f6f30c95493529e10b25f1d21208d86f2d190004",
        64 },
      { "20261122T034500Z",
        16 } },
    { "presigned with parameters",
      { "GET /members\?z=%C3%BC&A=b%20c&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential="
        "AKIDMEMBERHUB0000001%2F20261122%2Feu-west-1%2Fsecurityhub%2Faws4_request&X-Amz-Da"
        "te=20261122T034500Z&X-Amz-Expires=3600&X-Amz-SignedHeaders=host&X-Amz-Signature=4"
        "2ddff39a83c27bb5dffc5c913af1910770e4ea0bf552f933ab5dfa9ac2fd24c HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "\r\n",
        342 },
      { "GET\n"
        "/members\n"
        "A=b%20c&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDMEMBERHUB0000001%2F"
        "20261122%2Feu-west-1%2Fsecurityhub%2Faws4_request&X-Amz-Date=20261122T034500Z&X-A"
        "mz-Expires=3600&X-Amz-SignedHeaders=host&z=%C3%BC\n"
        "host:hub.example:8080\n"
        "\n"
        "host\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        317 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "3cc329141b1c7989364e30a0fa689459d0db68d848b7aee597617d3b5d1d2a40",
        142 },
      { "42ddff39a83c27bb5dffc5c913af1910770e4ea0bf552f933ab5dfa9ac2fd24c",
        64 },
      { "20261122T034500Z",
        16 } },
    { "a leap day",
      { "GET /members HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "X-Amz-Date: 20240229T235959Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20240229/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=host;x-amz-date, Signature=4aad19681fdc"
        "18e57f374b5527deefe8c193fac80c1ece1090b5af41af3538d3\r\n"
        "\r\n",
        295 },
      { "GET\n"
        "/members\n"
        "\n"
        "host:hub.example:8080\n"
        "x-amz-date:20240229T235959Z\n"
        "\n"
        "host;x-amz-date\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        145 },
      { "AWS4-HMAC-SHA256\n"
        "20240229T235959Z\n"
        "20240229/eu-west-1/securityhub/aws4_request\n"
        "02d5d2b5d4b3dc20eeb15c36e2daade0e8a932d312dabb58cc93cb78cf527ad5",
        142 },
      { "4aad19681fdc18e57f374b5527deefe8c193fac80c1ece1090b5af41af3538d3",
        64 },
      { "20240229T235959Z",
        16 } },
    { "beyond 32 bits of seconds",
      { "GET /members HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "X-Amz-Date: 20380119T031408Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20380119/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=host;x-amz-date, Signature=465e547b17b3"
        "d907236393c058a7d61edd78b2fa0fcd0449b192da4cb7eb9594\r\n"
        "\r\n",
        295 },
      { "GET\n"
        "/members\n"
        "\n"
        "host:hub.example:8080\n"
        "x-amz-date:20380119T031408Z\n"
        "\n"
        "host;x-amz-date\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        145 },
      { "AWS4-HMAC-SHA256\n"
        "20380119T031408Z\n"
        "20380119/eu-west-1/securityhub/aws4_request\n"
        "b999a75a329a4a15a89520dfdf586b2ef3dd46c1e269030c8597076b79e8e815",
        142 },
      { "465e547b17b3d907236393c058a7d61edd78b2fa0fcd0449b192da4cb7eb9594",
        64 },
      { "20380119T031408Z",
        16 } },
    { "the year 2100",
      { "GET /members HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "X-Amz-Date: 21000301T000000Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/21000301/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=host;x-amz-date, Signature=95478f39c9a7"
        "844ac6441b7f048fbc9a100067ff9226f81c407e9fb4b20230f3\r\n"
        "\r\n",
        295 },
      { "GET\n"
        "/members\n"
        "\n"
        "host:hub.example:8080\n"
        "x-amz-date:21000301T000000Z\n"
        "\n"
        "host;x-amz-date\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        145 },
      { "AWS4-HMAC-SHA256\n"
        "21000301T000000Z\n"
        "21000301/eu-west-1/securityhub/aws4_request\n"
        "ad092e66240c915c5ceebfb04038d57d5a5ae10e80cf4cd1265f2881e19d977d",
        142 },
      { "95478f39c9a7844ac6441b7f048fbc9a100067ff9226f81c407e9fb4b20230f3",
        64 },
      { "21000301T000000Z",
        16 } },
    { "another service and region",
      { "GET /detector HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/us-gov-w"
        "est-1/guardduty/aws4_request, SignedHeaders=host;x-amz-date, Signature=407cf2bbcf"
        "b7c026eee9b3208a41e7b973118349bb9f774a3a46a2e012d24492\r\n"
        "\r\n",
        298 },
      { "GET\n"
        "/detector\n"
        "\n"
        "host:hub.example:8080\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "host;x-amz-date\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        146 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/us-gov-west-1/guardduty/aws4_request\n"
        "fb38d4cbe80957e9174950a4d2578592249867b08d60a308d0f4904aa1901e2b",
        144 },
      { "407cf2bbcfb7c026eee9b3208a41e7b973118349bb9f774a3a46a2e012d24492",
        64 },
      { "20261122T034500Z",
        16 } },
    { "a body that is no text",
      { "POST /members HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=host;x-amz-date, Signature=ad0054000e02"
        "46fe2b8ea9841e225a1d9e12dc849dd1e5d79a8bbb5562094c49\r\n"
        "Content-Length: 255\r\n"
        "\r\n"
        "\001\002\003\004\005\006\007\010\t\n"
        "\013\014\r\016\017\020\021\022\023\024\025\026\027\030\031\032\033\034\035\036\037"
        " !\"#$%&'()*+,-./0123456789:;<=>\?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklm"
        "nopqrstuvwxyz{|}~\177\200\201\202\203\204\205\206\207\210\211\212\213\214\215\216"
        "\217\220\221\222\223\224\225\226\227\230\231\232\233\234\235\236\237\240\241\242\243"
        "\244\245\246\247\250\251\252\253\254\255\256\257\260\261\262\263\264\265\266\267\270"
        "\271\272\273\274\275\276\277\300\301\302\303\304\305\306\307\310\311\312\313\314\315"
        "\316\317\320\321\322\323\324\325\326\327\330\331\332\333\334\335\336\337\340\341\342"
        "\343\344\345\346\347\350\351\352\353\354\355\356\357\360\361\362\363\364\365\366\367"
        "\370\371\372\373\374\375\376\377",
        572 },
      { "POST\n"
        "/members\n"
        "\n"
        "host:hub.example:8080\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "host;x-amz-date\n"
        "929351ec9c272028c6c70f92a33c69059639c1ef81d7baea0650552d39730266",
        146 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "d77479b93047c3f6f82c645176ec7182fdf117319fbd1a53a51b8c7a1bbb5ab8",
        142 },
      { "ad0054000e0246fe2b8ea9841e225a1d9e12dc849dd1e5d79a8bbb5562094c49",
        64 },
      { "20261122T034500Z",
        16 } },
    { "a large body",
      { "POST /members HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "Content-Type: application/json\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=content-type;host;x-amz-date, Signature"
        "=9ff557046af121c012669030ef0d92604fb2fed503b81440134ea307fbbc5f60\r\n"
        "Content-Length: 1003\r\n"
        "\r\n"
        "[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,"
        "1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1"
        ",1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,"
        "1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1"
        ",1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,"
        "1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1"
        ",1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,"
        "1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1"
        ",1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,"
        "1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1"
        ",1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,"
        "1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1"
        ",1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]",
        1366 },
      { "POST\n"
        "/members\n"
        "\n"
        "content-type:application/json\n"
        "host:hub.example:8080\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "content-type;host;x-amz-date\n"
        "d3ce8d6c3ee2cc1dce432135bc80f967f6f45f5bc41ea9afdb93194392047aaa",
        189 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "9097a98eae53848428b534f8934d9d633a01da6eef31c09d5fd48f7e16a9b95f",
        142 },
      { "9ff557046af121c012669030ef0d92604fb2fed503b81440134ea307fbbc5f60",
        64 },
      { "20261122T034500Z",
        16 } },
    { "a method of its own",
      { "PUT /members HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/securityhub/aws4_request, SignedHeaders=host;x-amz-date, Signature=bfe7402a11cd"
        "3bba4da08f7a9e2c965c69df28490ea94f52aa29abcaaaa898fc\r\n"
        "Content-Length: 1\r\n"
        "\r\n"
        "x",
        315 },
      { "PUT\n"
        "/members\n"
        "\n"
        "host:hub.example:8080\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "host;x-amz-date\n"
        "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881",
        145 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/securityhub/aws4_request\n"
        "baf63cd512a00d37e6a268acbf4bd0d1c2a0760f5809507b168431038ee31d70",
        142 },
      { "bfe7402a11cd3bba4da08f7a9e2c965c69df28490ea94f52aa29abcaaaa898fc",
        64 },
      { "20261122T034500Z",
        16 } },
    { "S3 path as it is",
      { "GET /a//b/../c%20d HTTP/1.1\r\n"
        "Host: hub.example:8080\r\n"
        "X-Amz-Date: 20261122T034500Z\r\n"
        "X-Amz-Content-SHA256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b785"
        "2b855\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDMEMBERHUB0000001/20261122/eu-west-"
        "1/s3/aws4_request, SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature="
        "c82f28bc5d4963f1165480e202b55611c3dcd9736283218d8a8d85a0236aa810\r\n"
        "\r\n",
        401 },
      { "GET\n"
        "/a//b/../c%20d\n"
        "\n"
        "host:hub.example:8080\n"
        "x-amz-content-sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852"
        "b855\n"
        "x-amz-date:20261122T034500Z\n"
        "\n"
        "host;x-amz-content-sha256;x-amz-date\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        258 },
      { "AWS4-HMAC-SHA256\n"
        "20261122T034500Z\n"
        "20261122/eu-west-1/s3/aws4_request\n"
        "0766611a4a745358f211ecb7af93dde062ffa3cfc661c72c31dca08a6e370921",
        133 },
      { "c82f28bc5d4963f1165480e202b55611c3dcd9736283218d8a8d85a0236aa810",
        64 },
      { "20261122T034500Z",
        16 } },
};
/* clang-format on */

#endif
