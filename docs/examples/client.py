"""Which services help a family, and whom to call: codes in, baskets out, nothing about a person."""

import os

import httpx

base = os.environ.get("KOOPERACJE_URL", "http://127.0.0.1:8000")
headers = {"Authorization": f"Bearer {os.environ['KOOPERACJE_TOKEN']}"}
question = {"gmina": "2499011", "needs": ["N04", "Z1"], "age_bands": ["26-59"]}

with httpx.Client(base_url=f"{base}/api/v1", headers=headers, timeout=30) as client:
    found = client.post("/routes", json=question, params={"lang": "en"}).raise_for_status().json()

for basket in found["baskets"]:
    print(f"Basket {basket['rank']}: cost {basket['cost']}, longest wait {basket['wait_days']} days")
    for item in basket["items"]:
        print(f"  {item['service']} – {item['institution']}, tel. {item['contact']['phone']}")
        print(f"    {' → '.join(item['path'])}")
for unmet in found["unmet"] + found["notices"]:
    print(unmet.get("explanation") or unmet["text"])
