"""The register at the door: barriers, recommendations, information flows; steps and documents."""
